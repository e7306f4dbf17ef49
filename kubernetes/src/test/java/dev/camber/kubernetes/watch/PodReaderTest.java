package dev.camber.kubernetes.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.camber.model.api.Pod;
import dev.camber.model.json.JsonObject;
import dev.camber.model.yaml.Yaml;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class PodReaderTest {
  private static JsonObject yaml(String text) throws Exception {
    return Yaml.readKubernetes(text).asObject().orElseThrow();
  }

  static Stream<Arguments> statuses() {
    return Stream.of(
        Arguments.of("Pending", "status: {phase: Pending}"),
        Arguments.of("Evicted", "status: {phase: Failed, reason: Evicted}"),
        Arguments.of(
            "SchedulingGated",
            """
            status:
              phase: Pending
              conditions: [{type: PodScheduled, status: "False", reason: SchedulingGated}]
            """),
        Arguments.of(
            "ContainerCreating",
            """
            status:
              phase: Pending
              containerStatuses: [{name: a, state: {waiting: {reason: ContainerCreating}}}]
            """),
        Arguments.of(
            "Init:0/2",
            """
            spec: {initContainers: [{name: i}, {name: j}]}
            status:
              phase: Pending
              initContainerStatuses:
              - {name: i, state: {running: {}}}
              - {name: j, state: {waiting: {reason: PodInitializing}}}
              containerStatuses: [{name: a, state: {waiting: {reason: PodInitializing}}}]
            """),
        Arguments.of(
            "Init:1/2",
            """
            spec: {initContainers: [{name: i}, {name: j}]}
            status:
              phase: Pending
              initContainerStatuses:
              - {name: i, state: {terminated: {exitCode: 0, reason: Completed}}}
              - {name: j, state: {waiting: {reason: PodInitializing}}}
            """),
        Arguments.of(
            "Init:CrashLoopBackOff",
            """
            spec: {initContainers: [{name: i}]}
            status:
              phase: Pending
              initContainerStatuses:
              - {name: i, state: {waiting: {reason: CrashLoopBackOff}}}
            """),
        Arguments.of(
            "Init:Error",
            """
            spec: {initContainers: [{name: i}]}
            status:
              phase: Failed
              initContainerStatuses:
              - {name: i, state: {terminated: {exitCode: 1, reason: Error}}}
            """),
        Arguments.of(
            "Init:ExitCode:3",
            """
            spec: {initContainers: [{name: i}]}
            status:
              phase: Pending
              initContainerStatuses: [{name: i, state: {terminated: {exitCode: 3}}}]
            """),
        Arguments.of(
            "Running",
            """
            spec: {initContainers: [{name: side, restartPolicy: Always}]}
            status:
              phase: Running
              conditions: [{type: Initialized, status: "True"}]
              initContainerStatuses: [{name: side, started: true, ready: true, state: {running: {}}}]
              containerStatuses: [{name: a, ready: true, state: {running: {}}}]
            """),
        Arguments.of(
            "CrashLoopBackOff",
            """
            status:
              phase: Running
              containerStatuses:
              - {name: a, state: {waiting: {reason: CrashLoopBackOff}}}
              - {name: b, ready: true, state: {running: {}}}
            """),
        Arguments.of(
            "Signal:9",
            """
            status:
              phase: Failed
              containerStatuses: [{name: a, state: {terminated: {exitCode: 137, signal: 9}}}]
            """),
        Arguments.of(
            "NotReady",
            """
            status:
              phase: Running
              containerStatuses:
              - {name: a, state: {terminated: {exitCode: 0, reason: Completed}}}
              - {name: b, ready: true, state: {running: {}}}
            """),
        Arguments.of(
            "Terminating",
            """
            metadata: {deletionTimestamp: "2026-01-01T00:00:00Z"}
            status:
              phase: Running
              containerStatuses: [{name: a, ready: true, state: {running: {}}}]
            """),
        Arguments.of(
            "Completed",
            """
            metadata: {deletionTimestamp: "2026-01-01T00:00:00Z"}
            status:
              phase: Succeeded
              containerStatuses:
              - {name: a, state: {terminated: {exitCode: 0, reason: Completed}}}
            """),
        Arguments.of(
            "Unknown",
            """
            metadata: {deletionTimestamp: "2026-01-01T00:00:00Z"}
            status: {phase: Running, reason: NodeLost}
            """));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("statuses")
  void theStatusIsKubectls(String expected, String pod) throws Exception {
    assertThat(PodReader.read(yaml(pod), "", List.of()).status()).isEqualTo(expected);
  }

  @Test
  void aPodIsReadWithWhatWeNeed() throws Exception {
    JsonObject tree =
        yaml(
            """
            metadata:
              name: web-1
              namespace: shop
              uid: u1
              creationTimestamp: "2026-01-01T00:00:00Z"
              labels: {tilt.dev/pod-template-hash: abc}
              ownerReferences:
              - {apiVersion: apps/v1, kind: ReplicaSet, name: web, uid: rs, controller: true}
            spec:
              containers:
              - name: web
                image: web:1
                ports: [{containerPort: 8000}, {containerPort: 9000}]
            status:
              phase: Running
              containerStatuses:
              - name: web
                image: registry.example/web@sha256:1
                containerID: containerd://c1
                restartCount: 2
                ready: false
                state: {waiting: {reason: CrashLoopBackOff, message: back-off 10s}}
                lastState: {terminated: {exitCode: 1, message: boom}}
            """);
    OwnerResolver.Owner owner =
        new OwnerResolver.Owner(
            "rs",
            "apps/v1",
            "ReplicaSet",
            "web",
            OwnerResolver.time(Optional.of("2026-01-01T00:00:00Z")),
            List.of());
    Pod pod = PodReader.read(tree, "deployment", List.of(owner));
    assertThat(pod.name()).isEqualTo("web-1");
    assertThat(pod.ancestorUID()).isEqualTo("deployment");
    assertThat(pod.podTemplateSpecHash()).isEqualTo("abc");
    assertThat(pod.errors()).containsExactly("boom", "back-off 10s");
    Pod.Container web = pod.containers().getFirst();
    assertThat(web.id()).isEqualTo("c1");
    assertThat(web.image()).isEqualTo("web:1");
    assertThat(web.restarts()).isEqualTo(2);
    assertThat(web.ports()).containsExactly(8000, 9000);
    assertThat(web.state().waiting().orElseThrow().reason()).isEqualTo("CrashLoopBackOff");
    assertThat(pod.owner().orElseThrow().kind()).isEqualTo("ReplicaSet");
  }

  @Test
  void eventsAreToldAsTheReferenceTellsThem() throws Exception {
    KubeEvent event =
        KubeEvent.read(
            yaml(
                """
                metadata: {uid: e1}
                involvedObject: {kind: Pod, namespace: shop, name: web-1, uid: u1}
                type: Warning
                reason: Failed
                message: "Error: ErrImagePull\\n"
                count: 3
                lastTimestamp: "2026-01-01T00:00:00Z"
                """));
    assertThat(event.logLine()).isEqualTo("[event: pod shop/web-1] Error: ErrImagePull");
    assertThat(event.interesting()).isTrue();
    assertThat(event.count()).isEqualTo(3);
    assertThat(event.at()).isPresent();
  }

  @Test
  void aLoadBalancersAddressesBecomeUrls() throws Exception {
    JsonObject service =
        yaml(
            """
            spec: {type: LoadBalancer, ports: [{port: 80, nodePort: 30080}]}
            status: {loadBalancer: {ingress: [{ip: 10.0.0.2}, {hostname: a.example}]}}
            """);
    assertThat(LoadBalancers.urls(service, ""))
        .containsExactly("http://10.0.0.2:80/", "http://a.example:80/");
    assertThat(LoadBalancers.urls(service.without("status"), "192.168.49.2"))
        .containsExactly("http://192.168.49.2:30080/");
  }
}
