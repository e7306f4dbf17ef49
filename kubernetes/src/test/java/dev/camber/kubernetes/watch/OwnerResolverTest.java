package dev.camber.kubernetes.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.camber.kubernetes.cluster.KubeException;
import dev.camber.kubernetes.cluster.fake.FakeCluster;
import dev.camber.model.json.JsonObject;
import dev.camber.model.yaml.Yaml;
import java.time.Clock;
import org.junit.jupiter.api.Test;

final class OwnerResolverTest {
  private final FakeCluster fake = new FakeCluster(Clock.systemUTC());
  private final OwnerResolver owners = new OwnerResolver(fake, 100);

  private JsonObject object(String kind, String name, String ownerKind, String ownerName)
      throws Exception {
    String owner =
        ownerKind.isEmpty()
            ? ""
            : ", ownerReferences: [{apiVersion: apps/v1, kind: "
                + ownerKind
                + ", name: "
                + ownerName
                + ", uid: uid-of-"
                + ownerName
                + ", controller: true}]";
    String version = kind.equals("Pod") ? "v1" : "apps/v1";
    return Yaml.readKubernetes(
            "{apiVersion: %s, kind: %s, metadata: {name: %s, namespace: default, uid: uid-of-%s%s}}"
                .formatted(version, kind, name, name, owner))
        .asObject()
        .orElseThrow();
  }

  @Test
  void aPodsOwnersAreFoundNearestFirstAndAskedForOnce() throws Exception {
    fake.put(object("Deployment", "web", "", ""));
    fake.put(object("ReplicaSet", "web-1", "Deployment", "web"));
    JsonObject pod = object("Pod", "web-1-x", "ReplicaSet", "web-1");
    assertThat(owners.owners(pod))
        .extracting(OwnerResolver.Owner::uid)
        .containsExactly("uid-of-web-1", "uid-of-web");
    int calls = fake.calls().size();
    assertThat(owners.owners(pod)).hasSize(2);
    assertThat(fake.calls()).hasSize(calls);
  }

  @Test
  void aChainEndsAtAnOwnerThatIsGoneAndACircleIsCut() throws Exception {
    fake.put(object("ReplicaSet", "b", "ReplicaSet", "a"));
    fake.put(object("ReplicaSet", "a", "ReplicaSet", "b"));
    assertThat(owners.owners(object("Pod", "p", "ReplicaSet", "a"))).hasSize(2);
    assertThat(owners.owners(object("Pod", "q", "ReplicaSet", "gone"))).isEmpty();
  }

  @Test
  void anOwnerThatMayNotBeReadEndsTheChain() throws Exception {
    fake.put(object("ReplicaSet", "a", "", ""));
    fake.fail(call -> true, new KubeException(403, "Forbidden", "no"));
    assertThat(owners.owners(object("Pod", "p", "ReplicaSet", "a"))).isEmpty();
  }

  @Test
  void aServerThatDoesNotAnswerIsNoAnswer() throws Exception {
    fake.put(object("ReplicaSet", "a", "", ""));
    JsonObject pod = object("Pod", "p", "ReplicaSet", "a");
    fake.goDown();
    assertThatThrownBy(() -> owners.owners(pod)).isInstanceOf(KubeException.class);
    fake.heal();
    assertThat(owners.owners(pod)).hasSize(1);
  }
}
