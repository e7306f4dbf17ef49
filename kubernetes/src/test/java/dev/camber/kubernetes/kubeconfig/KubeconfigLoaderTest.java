package dev.camber.kubernetes.kubeconfig;

import static org.assertj.core.api.Assertions.assertThat;

import dev.camber.kubernetes.cluster.ContextAccess;
import dev.camber.kubernetes.cluster.KubeContext;
import dev.camber.kubernetes.cluster.Product;
import dev.camber.model.json.Json;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class KubeconfigLoaderTest {
  @TempDir Path home;

  private Path write(String name, String text) throws Exception {
    Path file = home.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }

  private Kubeconfig load(String context, String namespace, Path... files) {
    String list =
        String.join(File.pathSeparator, Arrays.stream(files).map(Path::toString).toList());
    return new KubeconfigLoader(Map.of("KUBECONFIG", list), home, home).load(context, namespace);
  }

  private static String config(String cluster, String extra) {
    return """
    clusters:
    - {name: %s, cluster: {server: "https://one.example:6443"%s}}
    contexts:
    - {name: ctx, context: {cluster: %s, user: u, namespace: shop}}
    users:
    - {name: u, user: {token: t}}
    current-context: ctx
    """
        .formatted(cluster, extra, cluster);
  }

  @Test
  void theCurrentContextIsTaken() throws Exception {
    Kubeconfig config = load("", "", write("c", config("kind-a", "")));
    assertThat(config.context())
        .isEqualTo(
            new KubeContext("ctx", "kind-a", "shop", Product.KIND, "https://one.example:6443", ""));
    assertThat(config.problem()).isEmpty();
  }

  @Test
  void filesAreMergedAndTheFirstWins() throws Exception {
    Path one = write("one", "current-context: other\n");
    Path two = write("two", config("kind-a", ""));
    Path three =
        write(
            "three",
            """
            current-context: ctx
            contexts: [{name: other, context: {cluster: kind-a, user: u}}]
            clusters: [{name: kind-a, cluster: {server: "https://late.example"}}]
            """);
    Kubeconfig config = load("", "", one, home.resolve("missing"), two, three);
    assertThat(config.context().name()).isEqualTo("other");
    assertThat(config.context().namespace()).isEqualTo("default");
    assertThat(config.context().server()).isEqualTo("https://one.example:6443");
  }

  @Test
  void contextAndNamespaceOnTheCommandLineWin() throws Exception {
    Path file = write("c", config("kind-a", ""));
    Kubeconfig config = load("ctx", "mine", file);
    assertThat(config.context().namespace()).isEqualTo("mine");
    assertThat(config.tree().at("contexts").orElseThrow().compact()).contains("\"mine\"");
    assertThat(load("nosuch", "", file).connectionProblem())
        .contains(
            "Loading Kubernetes config: invalid configuration: [context was not found for specified"
                + " context: nosuch, cluster has no server defined]");
  }

  @Test
  void nothingAtAllIsNoContextAndNoRefusal() {
    Kubeconfig config = load("", "", home.resolve("none"));
    assertThat(config.context()).isEqualTo(KubeContext.NONE);
    assertThat(config.connectionProblem())
        .contains(
            "Loading Kubernetes config: invalid configuration: no configuration has been provided,"
                + " try setting KUBERNETES_MASTER environment variable");
    assertThat(ContextAccess.decide(config.context(), List.of()))
        .isInstanceOf(ContextAccess.Allowed.class);
  }

  @Test
  void aFileThatIsNoYamlIsNamed() throws Exception {
    Path file = write("c", "clusters: [");
    assertThat(load("", "", file).problem()).startsWith("error loading config file \"" + file);
  }

  @ParameterizedTest
  @CsvSource({
    "minikube-2,MINIKUBE",
    "docker-for-desktop-cluster,DOCKER_DESKTOP",
    "docker-desktop,DOCKER_DESKTOP",
    "gke_project_zone_name,GKE",
    "arn:aws:eks:eu-west-1:1:cluster/x,EKS",
    "shop.eu-west-1.eksctl.io,EKS",
    "kind,KIND",
    "kind-x,KIND",
    "kindly,UNKNOWN",
    "KIND-x,UNKNOWN",
    "microk8s-cluster,MICROK8S",
    "api-crc-testing:6443,CRC",
    "krucible-a,KRUCIBLE",
    "k3d-a,K3D",
    "rancher-desktop,RANCHER_DESKTOP",
    "colima,COLIMA",
    "orbstack,ORBSTACK",
    "orbstack-2,UNKNOWN",
    "production,UNKNOWN"
  })
  void theClustersNameTellsTheProduct(String cluster, Product product) throws Exception {
    Path file = write("c", config("\"" + cluster + "\"", ""));
    assertThat(load("", "", file).context().product()).isEqualTo(product);
  }

  @Test
  void theFilesTellTheProductToo() throws Exception {
    assertThat(load("", "", write(".config/k3d/c.yaml", config("x", ""))).context().product())
        .isEqualTo(Product.K3D);
    assertThat(load("", "", write("kind-config-a", config("x", ""))).context().product())
        .isEqualTo(Product.KIND);
    assertThat(
            load("", "", write("c", config("x", ", certificate-authority: .minikube/ca.crt")))
                .context()
                .product())
        .isEqualTo(Product.MINIKUBE);
  }

  @Test
  void aClusterThatMightBeProductionIsRefusedUntilItIsAllowed() throws Exception {
    KubeContext context = load("", "", write("c", config("production", ""))).context();
    assertThat(ContextAccess.decide(context, List.of()))
        .isInstanceOfSatisfying(
            ContextAccess.Refused.class,
            refused ->
                assertThat(refused.message())
                    .isEqualTo(
                        """
                        Stop! ctx might be production.
                        If you're sure you want to deploy there, add:
                        \tallow_k8s_contexts('ctx')
                        to your Tiltfile. Otherwise, switch k8s contexts and restart Tilt.\
                        """));
    assertThat(ContextAccess.decide(context, List.of("ctx")))
        .isInstanceOf(ContextAccess.Allowed.class);
  }

  @Test
  void theFrozenFileStandsAloneAndIsPrivate() throws Exception {
    write("pki/ca.crt", "CERT");
    Path file =
        write(
            "pki/c", config("kind-a", ", certificate-authority: ca.crt") + "unknown: {kept: no}\n");
    Path frozen = home.resolve("run/cluster/default.yml");
    Kubeconfig config = load("", "", file).freeze(frozen);
    assertThat(config.context().configPath()).isEqualTo(frozen.toString());
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(frozen)))
        .isEqualTo("rw-------");
    Json tree = Json.parse(Files.readString(frozen));
    assertThat(tree.at("clusters").orElseThrow().compact())
        .isEqualTo(
            "[{\"name\":\"kind-a\",\"cluster\":{\"server\":\"https://one.example:6443\","
                + "\"certificate-authority-data\":\"Q0VSVA==\"}}]");
    Kubeconfig again = load("", "", frozen);
    assertThat(again.context().withConfigPath("")).isEqualTo(config.context().withConfigPath(""));
    config.freeze(frozen);
  }

  @Test
  void aPluginsRelativePathIsRelativeToTheFile() throws Exception {
    Path file =
        write(
            "sub/c",
            config("kind-a", "")
                .replace("{token: t}", "{exec: {command: ./login, apiVersion: v1}}"));
    assertThat(load("", "", file).tree().at("users").orElseThrow().compact())
        .contains("\"command\":\"" + home.resolve("sub/login") + "\"");
  }
}
