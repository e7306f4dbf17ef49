package dev.camber.engine.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.camber.engine.log.LogLimits;
import dev.camber.engine.log.LogSegment;
import dev.camber.engine.log.LogStore;
import dev.camber.engine.reconcile.ManualLoop;
import dev.camber.kubernetes.cluster.KubeContext;
import dev.camber.kubernetes.cluster.Product;
import dev.camber.kubernetes.cluster.fake.FakeCluster;
import dev.camber.kubernetes.probe.RegistryDiscovery;
import dev.camber.model.api.ClusterSpec;
import dev.camber.model.api.ClusterStatus;
import dev.camber.model.api.Kinds;
import dev.camber.model.api.ObjectMeta;
import dev.camber.model.json.JsonObject;
import dev.camber.model.yaml.Yaml;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Cluster objects against a cluster in memory, on a still clock. */
class ClusterReconcilerTest {
  @TempDir Path directory;
  private final ManualLoop loop = new ManualLoop();
  private LogStore log;

  @BeforeEach
  void open() {
    log = new LogStore(loop, loop, directory, LogLimits.DEFAULT);
  }

  @AfterEach
  void close() throws Exception {
    log.close();
  }

  private FakeCluster cluster(Product product) throws Exception {
    FakeCluster cluster =
        new FakeCluster(
            new KubeContext("c", "c", "default", product, "https://c.example", ""),
            java.time.Clock.systemUTC());
    cluster.answer("/version", yaml("{gitVersion: v1.34.1, platform: linux/amd64}"));
    return cluster;
  }

  private static JsonObject yaml(String text) throws Exception {
    return Yaml.readKubernetes(text).asObject().orElseThrow();
  }

  private ClusterStatus connect(FakeCluster cluster) throws Exception {
    loop.start(
        new ClusterReconciler(
            loop.store, log, () -> cluster, new RegistryDiscovery(() -> true), List::of));
    loop.store.create(
        Kinds.CLUSTER.object(
            ObjectMeta.named("default"),
            new ClusterSpec(
                Optional.of(
                    new ClusterSpec.Connection(
                        Optional.of(new ClusterSpec.Kubernetes("c", "")), Optional.empty())),
                Optional.empty())));
    loop.settle();
    return status();
  }

  private ClusterStatus status() {
    return loop.store.get(Kinds.CLUSTER, "default").orElseThrow().status();
  }

  private String logged() {
    return log.read(0).segments().stream().map(LogSegment::text).collect(Collectors.joining());
  }

  @Test
  void imagesAreBuiltForTheNodesNotForTheServer() throws Exception {
    FakeCluster cluster = cluster(Product.KIND);
    cluster.put(
        yaml(
            """
            apiVersion: v1
            kind: Node
            metadata: {name: node, labels: {kubernetes.io/arch: arm64}}
            """));
    ClusterStatus status = connect(cluster);
    assertThat(status.arch()).isEqualTo("arm64");
    assertThat(status.version()).isEqualTo("v1.34.1");
    assertThat(status.connectedAt()).isPresent();
  }

  @Test
  void nodesThatMayNotBeReadLeaveThePlatformOpen() throws Exception {
    assertThat(connect(cluster(Product.KIND)).arch()).isEqualTo("unknown");
  }

  @Test
  void aMissingRegistryIsSaidOnce() throws Exception {
    connect(cluster(Product.MICROK8S));
    loop.advance(Duration.ofMinutes(1));
    assertThat(logged()).containsOnlyOnce("sudo microk8s.enable registry");
  }

  @Test
  void aLostClusterIsAnErrorUntilItIsBack() throws Exception {
    FakeCluster cluster = cluster(Product.KIND);
    ClusterStatus before = connect(cluster);
    cluster.goDown();
    loop.advance(Duration.ofMinutes(1));
    assertThat(status().error()).contains("connection refused");
    assertThat(status().connection()).isEqualTo(before.connection());
    assertThat(logged()).containsOnlyOnce("Cluster status error: ");
    cluster.heal();
    loop.advance(Duration.ofMinutes(1));
    assertThat(status().error()).isEmpty();
    assertThat(logged()).containsOnlyOnce("The cluster answers again.");
  }

  @Test
  void aServerThatIsNotReadyIsAnErrorToo() throws Exception {
    FakeCluster cluster = cluster(Product.KIND);
    connect(cluster);
    cluster.unhealthy("/readyz");
    loop.advance(Duration.ofMinutes(1));
    assertThat(status().error()).isEqualTo("cluster not ready");
  }
}
