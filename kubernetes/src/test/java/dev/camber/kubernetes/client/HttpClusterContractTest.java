package dev.camber.kubernetes.client;

import dev.camber.kubernetes.cluster.KubeApi;
import dev.camber.kubernetes.cluster.KubeApiContract;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;

@Tag("cluster")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class HttpClusterContractTest extends KubeApiContract {
  private RealCluster cluster;
  private String pod;

  @BeforeAll
  void connect() throws Exception {
    cluster = new RealCluster();
    pod =
        cluster.runPod(
            "contract", "for i in 1 2 3; do echo line $i; done; exec nc -ll -p 7000 -e cat");
  }

  @AfterAll
  void leave() throws Exception {
    cluster.deletePod(pod);
    cluster.close();
  }

  @Override
  protected KubeApi api() {
    return cluster.api();
  }

  @Override
  protected String namespace() {
    return RealCluster.NAMESPACE;
  }

  @Override
  protected String runningPod() {
    return pod;
  }
}
