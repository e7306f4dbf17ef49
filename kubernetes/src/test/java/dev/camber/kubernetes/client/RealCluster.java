package dev.camber.kubernetes.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.camber.kubernetes.cluster.ContextAccess;
import dev.camber.kubernetes.cluster.KubeException;
import dev.camber.kubernetes.cluster.KubeWrites;
import dev.camber.kubernetes.cluster.Propagation;
import dev.camber.kubernetes.cluster.ResourceType;
import dev.camber.kubernetes.cluster.WriteOptions;
import dev.camber.kubernetes.kubeconfig.Kubeconfig;
import dev.camber.kubernetes.kubeconfig.KubeconfigLoader;
import dev.camber.model.json.Json;
import dev.camber.model.json.JsonArray;
import dev.camber.model.json.JsonBool;
import dev.camber.model.json.JsonObject;
import dev.camber.model.yaml.Yaml;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;

/** The cluster of {@code dev/cluster}; whoever wants it and has none gets a failure, not a skip. */
public final class RealCluster implements AutoCloseable {
  public static final String NAMESPACE = "kcluster-test";
  public static final WriteOptions US = new WriteOptions("camber-test", false);

  private final HttpCluster api;
  private final KubeWrites writes;

  public RealCluster() throws Exception {
    this("KUBECONFIG");
  }

  private RealCluster(String variable) throws Exception {
    api = open(variable);
    writes = api.writes((ContextAccess.Allowed) ContextAccess.decide(api.context(), List.of()));
    JsonObject namespace =
        JsonObject.builder()
            .put("apiVersion", "v1")
            .put("kind", "Namespace")
            .put("metadata", JsonObject.EMPTY.with("name", Json.of(NAMESPACE)))
            .build();
    try {
      writes.create(ResourceType.NAMESPACE, "", namespace, US);
    } catch (KubeException e) {
      assertThat(e.isAlreadyExists()).as(e.getMessage()).isTrue();
    }
    // The controller makes it a moment after the namespace; pods are refused before.
    ResourceType account = api.resolve("v1", "ServiceAccount");
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> api.get(account, NAMESPACE, "default").isPresent());
  }

  /** A connection by the kubeconfig that an environment variable names. */
  static HttpCluster open(String variable) throws Exception {
    return HttpCluster.open(kubeconfig(variable), Map.of());
  }

  static Kubeconfig kubeconfig(String variable) {
    String file = System.getenv(variable);
    assertThat(file)
        .as("%s is not set: start the test cluster and eval \"$(dev/cluster env)\"", variable)
        .isNotNull();
    Map<String, String> environment = new HashMap<>(System.getenv());
    environment.put("KUBECONFIG", file);
    Kubeconfig config =
        new KubeconfigLoader(
                environment, Path.of(System.getProperty("user.home")), Path.of("").toAbsolutePath())
            .load("", "");
    assertThat(config.problem()).isEmpty();
    return config;
  }

  public HttpCluster api() {
    return api;
  }

  public KubeWrites writes() {
    return writes;
  }

  public static String unique(String prefix) {
    return prefix + "-" + UUID.randomUUID().toString().substring(0, 8);
  }

  /** Creates a pod whose container {@code main} runs a script in busybox, and waits for it. */
  public String runPod(String prefix, String script) throws Exception {
    String name = unique(prefix);
    createPod(name, script);
    awaitRunning(name);
    return name;
  }

  public void createPod(String name, String script) throws Exception {
    String yaml =
        """
        apiVersion: v1
        kind: Pod
        metadata:
          name: %s
        spec:
          terminationGracePeriodSeconds: 0
          restartPolicy: Never
          containers:
          - name: main
            image: busybox
            imagePullPolicy: IfNotPresent
            command: ["sh", "-c", %s]
        """
            .formatted(name, Json.of(script).compact());
    create(ResourceType.POD, yaml);
  }

  public JsonObject create(ResourceType type, String yaml) throws Exception {
    return writes.create(type, NAMESPACE, Yaml.readKubernetes(yaml).asObject().orElseThrow(), US);
  }

  public void awaitRunning(String pod) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(100))
        .until(() -> {
          JsonObject now = api.get(ResourceType.POD, NAMESPACE, pod).orElseThrow();
          JsonArray statuses =
              now.at("status", "containerStatuses").flatMap(Json::asArray).orElse(JsonArray.EMPTY);
          return statuses.size() > 0
              && statuses.items().stream()
                  .allMatch(s -> s.at("ready").orElse(JsonBool.FALSE).equals(JsonBool.TRUE));
        });
  }

  public void deletePod(String name) throws Exception {
    writes.delete(ResourceType.POD, NAMESPACE, name, Propagation.BACKGROUND);
  }

  @Override
  public void close() {
    api.close();
  }
}
