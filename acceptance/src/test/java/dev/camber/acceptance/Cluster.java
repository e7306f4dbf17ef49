package dev.camber.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** The test cluster, and a namespace of it for one test. */
final class Cluster implements AutoCloseable {
  private final String namespace;

  private Cluster(String namespace) {
    this.namespace = namespace;
  }

  static Cluster withNamespace() throws IOException, InterruptedException {
    String name = "acceptance-" + UUID.randomUUID().toString().substring(0, 8);
    kubectl("create", "namespace", name);
    return new Cluster(name);
  }

  /** A variable that `dev/cluster env` sets; fails loudly without it. */
  static String variable(String name) {
    String value = System.getenv(name);
    assertThat(value)
        .as(
            "%s is not set: bring the cluster up with dev/cluster up and eval \"$(dev/cluster env)\"",
            name)
        .isNotBlank();
    return value;
  }

  String namespace() {
    return namespace;
  }

  /** Lets the restricted identity work in this namespace, with the rights it has in its own. */
  void admitRestricted() throws IOException, InterruptedException, URISyntaxException {
    Path rights = Path.of(Cluster.class.getResource("/restricted.yaml").toURI());
    run("apply", "-f", rights.toString());
  }

  /** Runs kubectl in the namespace and returns what it printed; fails if it fails. */
  String run(String... arguments) throws IOException, InterruptedException {
    List<String> all = new ArrayList<>(List.of("-n", namespace));
    all.addAll(List.of(arguments));
    return kubectl(all.toArray(String[]::new));
  }

  /** Like {@link #run}; empty if it fails. */
  String tryRun(String... arguments) throws IOException, InterruptedException {
    List<String> all = new ArrayList<>(List.of("kubectl", "-n", namespace));
    all.addAll(List.of(arguments));
    Process process = new ProcessBuilder(all).redirectErrorStream(false).start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return process.waitFor() == 0 ? out : "";
  }

  static String kubectl(String... arguments) throws IOException, InterruptedException {
    variable("KUBECONFIG");
    List<String> argv = new ArrayList<>(List.of("kubectl"));
    argv.addAll(List.of(arguments));
    Path err = Files.createTempFile("kubectl", ".err");
    Process process = new ProcessBuilder(argv).redirectError(err.toFile()).start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    int code = process.waitFor();
    assertThat(code).as("%s: %s", argv, Files.readString(err)).isZero();
    Files.delete(err);
    return out;
  }

  @Override
  public void close() throws IOException, InterruptedException {
    kubectl("delete", "namespace", namespace, "--wait=false");
  }
}
