package dev.camber.bench;

import java.io.File;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Where one part works: the distribution, a directory, a namespace of the cluster, ports. Closing
 * it ends and removes whatever the part left.
 */
final class Lab implements AutoCloseable {
  static final long SEED = 20260101;

  final Path root;
  final Path dist;
  final Path base;
  private final List<Session> sessions = new ArrayList<>();
  private final List<String> images = new ArrayList<>();
  private String namespace = "";

  private Lab(Path root, Path dist, Path base) {
    this.root = root;
    this.dist = dist;
    this.base = base;
  }

  static Lab open(Path root, Path dist) throws IOException {
    return new Lab(root, dist, Files.createTempDirectory("camber-bench-"));
  }

  String camber() {
    return dist.resolve("bin/camber").toString();
  }

  /** A port that nobody listens on now. */
  private static int port() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  /** A new directory with the given files: path, text, path, text… */
  Path project(String name, String... files) throws IOException {
    Path dir = Files.createDirectories(base.resolve(name));
    for (int i = 0; i < files.length; i += 2) {
      Path file = dir.resolve(files[i]);
      Files.createDirectories(file.getParent());
      Files.writeString(file, files[i + 1]);
    }
    return dir;
  }

  /** A namespace of this part's own, gone when the lab closes. */
  String namespace() throws IOException, InterruptedException {
    if (System.getenv("KUBECONFIG") == null) {
      throw new IOException("no cluster; try: dev/cluster up");
    }
    if (namespace.isEmpty()) {
      String name = "bench-" + ProcessHandle.current().pid() + "-" + Long.toString(System.nanoTime() % 100_000);
      run(base, "kubectl", "create", "namespace", name);
      namespace = name;
    }
    return namespace;
  }

  /** Removes local images whose name contains the text when the lab closes. */
  void removeImages(String name) {
    images.add(name);
  }

  ProcessBuilder command(Path dir, List<String> argv) {
    ProcessBuilder builder = new ProcessBuilder(argv).directory(dir.toFile());
    Map<String, String> env = builder.environment();
    env.keySet().removeIf(k -> k.startsWith("TILT_") || k.startsWith("CAMBER_") && !k.equals("CAMBER_JAVA_HOME"));
    env.put("CAMBER_DEV_DIR", base.resolve("state").toString());
    env.put("XDG_CACHE_HOME", base.resolve("cache").toString());
    env.put("LANG", "C.UTF-8");
    return builder.redirectInput(new File("/dev/null"));
  }

  /** Runs a command to its end and returns what it printed; fails if it fails. */
  String run(Path dir, String... argv) throws IOException, InterruptedException {
    Process process = command(dir, List.of(argv)).redirectErrorStream(true).start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException(String.join(" ", argv) + ": " + out.strip());
    }
    return out;
  }

  /** Milliseconds from start to end of a command whose output nobody reads. */
  double time(Path dir, boolean mayFail, String... argv) throws IOException, InterruptedException {
    ProcessBuilder builder =
        command(dir, List.of(argv))
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD);
    long start = System.nanoTime();
    int code = builder.start().waitFor();
    double millis = (System.nanoTime() - start) / 1e6;
    if (code != 0 && !mayFail) {
      throw new IOException(String.join(" ", argv) + " ended with " + code + ": " + run(dir, argv));
    }
    return millis;
  }

  /** Milliseconds of processor time, its children's included, that a command takes. */
  double cpu(Path dir, String... argv) throws IOException, InterruptedException {
    List<String> all = new ArrayList<>(List.of("sh", "-c", "\"$@\" >/dev/null 2>&1 || exit 1; times", "sh"));
    all.addAll(List.of(argv));
    String last = run(dir, all.toArray(String[]::new)).strip().lines().reduce((a, b) -> b).orElseThrow();
    double seconds = 0;
    for (String part : last.split(" ")) {
      String[] minutes = part.replace("s", "").split("m");
      seconds += 60 * Double.parseDouble(minutes[0]) + Double.parseDouble(minutes[1]);
    }
    return seconds * 1000;
  }

  /** Starts {@code camber up --stream} in a directory, in the lab's namespace if there is one. */
  Session up(Path dir, String... more) throws IOException {
    int port = port();
    List<String> argv = new ArrayList<>(List.of(camber(), "up", "--stream", "--port", Integer.toString(port)));
    if (!namespace.isEmpty()) {
      argv.addAll(List.of("--namespace", namespace));
    }
    argv.addAll(List.of(more));
    Session session = new Session(command(dir, argv), port, base.resolve("state"));
    sessions.add(session);
    return session;
  }

  interface Condition {
    boolean holds() throws Exception;
  }

  /** Waits for a condition, looking every {@code every} ms; fails with {@code what} after the limit. */
  static void await(String what, int seconds, int every, Condition condition) throws Exception {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
    while (!condition.holds()) {
      if (System.nanoTime() > end) {
        throw new IOException("not within " + seconds + " s: " + what);
      }
      Thread.sleep(every);
    }
  }

  @Override
  public void close() throws IOException, InterruptedException {
    for (Session session : sessions) {
      session.close();
    }
    if (!namespace.isEmpty()) {
      run(base, "kubectl", "delete", "namespace", namespace, "--wait=false");
    }
    for (String image : images) {
      for (String id : run(base, "docker", "images", "--format", "{{.Repository}}:{{.Tag}}").split("\n")) {
        if (id.contains(image)) {
          time(base, true, "docker", "rmi", "-f", id.strip());
        }
      }
    }
    try (Stream<Path> files = Files.walk(base)) {
      files.sorted(Comparator.reverseOrder()).forEach(p -> p.toFile().delete());
    }
  }
}
