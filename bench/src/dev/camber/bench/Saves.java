package dev.camber.bench;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.dsl.ExecWatch;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/**
 * From a saved file to the same bytes in the container. The cluster runs on this machine, so the
 * container's file is read through /proc: looking disturbs nothing.
 */
final class Saves implements Bench.Part {
  private static final int SAVES = 60;
  private static final int MANY = 100;
  private static final int LARGE = 50 << 20;

  private final Random random = new Random(Lab.SEED);

  @Override
  public void measure(Lab lab, Report report) throws Exception {
    String namespace = lab.namespace();
    String mark = "bench-" + namespace;
    lab.removeImages(mark);
    Path dir =
        lab.project(
            "project",
            "src/file-0.txt", "first",
            "Dockerfile", "FROM busybox\nWORKDIR /app\nCOPY src src\n",
            "app.yaml", Generated.deployment("app", mark, "sleep 1000001; : " + mark),
            "Tiltfile",
            "docker_build('" + mark + "', '.', live_update=[sync('src', '/app/src')])\nk8s_yaml('app.yaml')\n");
    Session session = lab.up(dir);
    session.awaitReady(session.api(), 1, 120);
    Path inside = container(mark).resolve("app/src");
    String pod =
        lab.run(dir, "kubectl", "-n", namespace, "get", "pods", "-l", "app=app", "-o", "name").strip().replace("pod/", "");

    for (int i = 0; i < 5; i++) {
      save(dir, inside, "warm" + i);
    }
    Sample saves = new Sample();
    Sample execs = new Sample();
    try (KubernetesClient client = new KubernetesClientBuilder().build()) {
      exec(client, namespace, pod);
      for (int i = 0; i < SAVES; i++) {
        saves.add(save(dir, inside, "text " + i + " " + random.nextLong()));
        execs.add(exec(client, namespace, pod));
        // People pause between saves: what the session does after one does not run into the next.
        Thread.sleep(100 + random.nextInt(100));
      }
    }
    report.line("save → container, one file", "ms").atMost(100, 250).against("exec of `true`", execs).beyondBaseline().is(saves);

    Sample many = new Sample();
    Sample manyCopied = new Sample();
    for (int round = 0; round < 6; round++) {
      byte[] text = bytes(4 << 10);
      long start = System.nanoTime();
      for (int i = 0; i < MANY; i++) {
        Files.write(dir.resolve("src/file-" + i + ".txt"), text);
      }
      for (int i = 0; i < MANY; i++) {
        seen(inside.resolve("file-" + i + ".txt"), text);
      }
      many.add((System.nanoTime() - start) / 1e6);
      manyCopied.add(copy(lab, dir, namespace, pod, "."));
    }
    report.line("save → container, " + MANY + " files at once", "ms").atMost(100).against("kubectl exec tar", manyCopied).beyondBaseline().is(many);

    Sample large = new Sample();
    Sample largeCopied = new Sample();
    for (int round = 0; round < 3; round++) {
      byte[] data = bytes(LARGE);
      long start = System.nanoTime();
      Files.write(dir.resolve("src/large.bin"), data);
      seen(inside.resolve("large.bin"), data);
      large.add((System.nanoTime() - start) / 1e6);
      largeCopied.add(copy(lab, dir, namespace, pod, "large.bin"));
    }
    report.line("save → container, 50 MB", "ms").against("kubectl exec tar", largeCopied).is(large);
  }

  private byte[] bytes(int size) {
    byte[] out = new byte[size];
    random.nextBytes(out);
    return out;
  }

  private static double save(Path dir, Path inside, String text) throws Exception {
    byte[] wanted = text.getBytes(StandardCharsets.UTF_8);
    long start = System.nanoTime();
    Files.write(dir.resolve("src/file-0.txt"), wanted);
    seen(inside.resolve("file-0.txt"), wanted);
    return (System.nanoTime() - start) / 1e6;
  }

  private static void seen(Path file, byte[] wanted) throws Exception {
    Lab.await(file.getFileName() + " in the container", 60, 1, () -> {
      try {
        return Files.size(file) == wanted.length && java.util.Arrays.equals(Files.readAllBytes(file), wanted);
      } catch (IOException e) {
        return false; // tar removes a file before it writes it
      }
    });
  }

  /** The cluster's own part: an exec on a connection that is warm. */
  private static double exec(KubernetesClient client, String namespace, String pod) throws Exception {
    long start = System.nanoTime();
    try (ExecWatch watch = client.pods().inNamespace(namespace).withName(pod).redirectingOutput().exec("true")) {
      watch.exitCode().get();
    }
    return (System.nanoTime() - start) / 1e6;
  }

  private static double copy(Lab lab, Path dir, String namespace, String pod, String what) throws Exception {
    long start = System.nanoTime();
    lab.run(
        dir, "sh", "-c",
        "tar -C src -cf - " + what + " | kubectl -n " + namespace + " exec -i " + pod + " -- sh -c 'mkdir -p /tmp/copy && tar -C /tmp/copy -xf -'");
    return (System.nanoTime() - start) / 1e6;
  }

  /** The root directory of the container whose shell has the mark in its command line. */
  private static Path container(String mark) throws Exception {
    Path own = Path.of("/proc/self/ns/mnt");
    try (DirectoryStream<Path> processes = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
      for (Path process : processes) {
        try {
          if (Files.readString(process.resolve("cmdline")).contains("sleep 1000001; : " + mark)
              && !Files.readSymbolicLink(process.resolve("ns/mnt")).equals(Files.readSymbolicLink(own))) {
            return process.resolve("root");
          }
        } catch (IOException e) {
          // Processes come and go.
        }
      }
    }
    throw new IOException("the container's process is not on this machine");
  }
}
