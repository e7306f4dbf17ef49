package dev.camber.acceptance;

import static dev.camber.acceptance.Waiting.until;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

/**
 * A project of {@code scenarios/}, driven under the command name {@code tilt} in a namespace of its
 * own. When it is closed, a session that still runs is ended by TERM and {@code tilt down} has to
 * succeed.
 */
final class Scenario implements AutoCloseable {
  static final Duration SLOW = Duration.ofMinutes(2);

  private static final HttpClient HTTP =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();

  private final Camber tilt;
  private final Cluster cluster;
  private final int[] ports;
  private Optional<Camber.Session> session = Optional.empty();
  private boolean hasDown = true;

  private Scenario(Camber tilt, Cluster cluster, int[] ports) {
    this.tilt = tilt;
    this.cluster = cluster;
    this.ports = ports;
  }

  static Scenario open(String name) throws Exception {
    return open(name, false);
  }

  /** As an identity that may work in its namespace and see nothing else of the cluster. */
  static Scenario restricted(String name) throws Exception {
    return open(name, true);
  }

  private static Scenario open(String name, boolean restricted) throws Exception {
    Camber tilt = Camber.inNewDirectory().calledTilt();
    copy(Path.of(Scenario.class.getResource("/scenarios/" + name).toURI()), tilt.project());
    Cluster cluster = Cluster.withNamespace();
    Path kubeconfig = tilt.project().resolveSibling("kubeconfig");
    if (restricted) {
      cluster.admitRestricted();
      String own =
          Files.readString(Path.of(Cluster.variable("CAMBER_TEST_RESTRICTED_KUBECONFIG")))
              .replace(Cluster.variable("CAMBER_TEST_RESTRICTED_NAMESPACE"), cluster.namespace());
      Files.writeString(kubeconfig, own);
    } else {
      Files.copy(Path.of(Cluster.variable("KUBECONFIG")), kubeconfig);
      Cluster.kubectl(
          "--kubeconfig=" + kubeconfig,
          "config",
          "set-context",
          "--current",
          "--namespace=" + cluster.namespace());
    }
    int[] ports = {Camber.freePort(), Camber.freePort()};
    tilt.with("KUBECONFIG", kubeconfig.toString())
        .with("DOCKER_HOST", Cluster.variable("DOCKER_HOST"))
        .with("FORWARD", Integer.toString(ports[0]))
        .with("FORWARD2", Integer.toString(ports[1]))
        .with("GROUP", cluster.namespace() + ".camber.dev");
    return new Scenario(tilt, cluster, ports);
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Path target = to.resolve(from.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(target);
        } else {
          Files.copy(file, target);
        }
      }
    }
  }

  Camber tilt() {
    return tilt;
  }

  Cluster cluster() {
    return cluster;
  }

  String group() {
    return cluster.namespace() + ".camber.dev";
  }

  Camber.Session up(String... arguments) throws Exception {
    Camber.Session started =
        tilt.start(with(List.of("up", "--debug", "--web-mode=prod"), arguments));
    session = Optional.of(started);
    return started;
  }

  Camber.Outcome ci(String... arguments) throws Exception {
    return tilt.run(SLOW, with(List.of("ci", "--debug", "--web-mode=prod"), arguments));
  }

  private static String[] with(List<String> first, String... more) {
    List<String> all = new ArrayList<>(first);
    all.addAll(List.of(more));
    return all.toArray(String[]::new);
  }

  Camber.Session session() {
    return session.orElseThrow();
  }

  /** Fails at once when the session has died, instead of waiting for what cannot come. */
  void wait(String what, Callable<Boolean> condition) {
    try {
      until(
          SLOW,
          () -> {
            assertThat(session.isEmpty() || session().isAlive()).as("tilt died").isTrue();
            return condition.call();
          });
    } catch (RuntimeException | Error e) {
      throw new AssertionError(
          what + "; console:\n" + session.map(Camber.Session::console).orElse(""), e);
    }
  }

  void replace(String file, String old, String with) throws IOException {
    Path path = tilt.project().resolve(file);
    String text = Files.readString(path);
    assertThat(text).contains(old);
    Files.writeString(path, text.replace(old, with));
  }

  /** What a GET on the forwarded port gives. */
  record Page(int status, String body) {}

  Page get(int forward, String path) {
    try {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create("http://localhost:" + ports[forward] + "/" + path))
              .timeout(Duration.ofSeconds(3))
              .build();
      HttpResponse<String> answer = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
      return new Page(answer.statusCode(), answer.body());
    } catch (IOException e) {
      return new Page(0, e.toString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Page(0, e.toString());
    }
  }

  void serves(String text) {
    serves(0, text);
  }

  void serves(int forward, String text) {
    wait("does not serve " + text, () -> get(forward, "").body().contains(text));
  }

  /** The names of the pods with the label, once there is one and all of them are in the phase. */
  List<String> pods(String selector, String phase) {
    List<String> found = new ArrayList<>();
    wait(
        "no pods " + selector + " in phase " + phase,
        () -> {
          found.clear();
          List<String> lines = podLines(selector);
          lines.forEach(l -> found.add(l.substring(0, l.indexOf(' '))));
          return !lines.isEmpty() && lines.stream().allMatch(l -> l.endsWith(" " + phase));
        });
    return List.copyOf(found);
  }

  List<String> podLines(String selector) throws Exception {
    return cluster
        .run(
            "get",
            "pods",
            "-l",
            selector,
            "-o",
            "jsonpath={range .items[*]}{.metadata.name} {.status.phase}{\"\\n\"}{end}")
        .lines()
        .toList();
  }

  String pod(String app) {
    List<String> names = pods("app=" + app, "Running");
    assertThat(names).hasSize(1);
    return names.getFirst();
  }

  /** The one running pod of the app that is not {@code old}. */
  String podOtherThan(String app, String old) {
    List<String> found = new ArrayList<>();
    wait(
        "no other pod than " + old,
        () -> {
          found.clear();
          found.addAll(podLines("app=" + app));
          return found.size() == 1
              && found.getFirst().endsWith(" Running")
              && !found.getFirst().startsWith(old + " ");
        });
    return found.getFirst().substring(0, found.getFirst().indexOf(' '));
  }

  /** For a scenario whose Tiltfile or surroundings are broken on purpose. */
  void withoutDown() {
    hasDown = false;
  }

  @Override
  public void close() throws Exception {
    try {
      if (session.isPresent() && session().isAlive()) {
        session().stop("TERM");
      }
      if (hasDown) {
        tilt.run(Duration.ofSeconds(30), "down").exits(0);
      }
    } finally {
      tilt.close();
      cluster.close();
    }
  }
}
