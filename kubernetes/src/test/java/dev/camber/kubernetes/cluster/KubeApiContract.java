package dev.camber.kubernetes.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.camber.model.json.Json;
import dev.camber.model.json.JsonObject;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** What every {@link KubeApi} does, in memory or over the network. */
public abstract class KubeApiContract {
  private static final WriteOptions US = new WriteOptions("camber-test", false);

  protected abstract KubeApi api();

  protected abstract String namespace();

  /**
   * A running pod with container {@code main}, which printed {@code line 1} to {@code line 3}, in
   * which commands run, and which echoes lines on port 7000 until end of file.
   */
  protected abstract String runningPod() throws Exception;

  private KubeWrites writes() {
    return api().writes((ContextAccess.Allowed) ContextAccess.decide(api().context(), List.of()));
  }

  private static String unique() {
    return "contract-" + UUID.randomUUID().toString().substring(0, 8);
  }

  private JsonObject configMap(String name, String value) {
    return JsonObject.builder()
        .put("apiVersion", "v1")
        .put("kind", "ConfigMap")
        .put(
            "metadata",
            JsonObject.builder()
                .put("name", name)
                .put("labels", JsonObject.EMPTY.with("run", Json.of(name)))
                .build())
        .put("data", JsonObject.EMPTY.with("key", Json.of(value)))
        .build();
  }

  @Test
  void anObjectIsCreatedReadChangedAndDeleted() throws Exception {
    String name = unique();
    JsonObject made =
        writes().create(ResourceType.CONFIG_MAP, namespace(), configMap(name, "one"), US);
    assertThat(ObjectRef.of(made).uid()).isNotEmpty();
    assertThat(made.stringAt("kind")).contains("ConfigMap");

    assertThat(api().get(ResourceType.CONFIG_MAP, namespace(), name)).contains(made);

    JsonObject patch = JsonObject.EMPTY.with("data", JsonObject.EMPTY.with("more", Json.of("two")));
    JsonObject patched =
        writes()
            .patch(
                ResourceType.CONFIG_MAP, namespace(), name, PatchKind.STRATEGIC_MERGE, patch, US);
    assertThat(patched.stringAt("data", "key")).contains("one");
    assertThat(patched.stringAt("data", "more")).contains("two");

    JsonObject replaced =
        writes().replace(ResourceType.CONFIG_MAP, namespace(), configMap(name, "three"), US);
    assertThat(replaced.at("data")).contains(JsonObject.EMPTY.with("key", Json.of("three")));
    assertThat(ObjectRef.of(replaced).uid()).isEqualTo(ObjectRef.of(made).uid());

    writes().delete(ResourceType.CONFIG_MAP, namespace(), name, Propagation.BACKGROUND);
    assertThat(api().get(ResourceType.CONFIG_MAP, namespace(), name)).isEmpty();
  }

  @Test
  void whatIsThereCannotBeCreatedAgainAndWhatIsNotCannotBeChanged() throws Exception {
    String name = unique();
    writes().create(ResourceType.CONFIG_MAP, namespace(), configMap(name, "one"), US);
    assertThatThrownBy(
            () -> writes().create(ResourceType.CONFIG_MAP, namespace(), configMap(name, "x"), US))
        .isInstanceOfSatisfying(
            KubeException.class,
            e -> {
              assertThat(e.isAlreadyExists()).isTrue();
              assertThat(e.getMessage()).isEqualTo("configmaps \"" + name + "\" already exists");
            });
    writes().delete(ResourceType.CONFIG_MAP, namespace(), name, Propagation.BACKGROUND);
    assertThatThrownBy(() ->
            writes().delete(ResourceType.CONFIG_MAP, namespace(), name, Propagation.BACKGROUND))
        .isInstanceOfSatisfying(
            KubeException.class,
            e -> {
              assertThat(e.isNotFound()).isTrue();
              assertThat(e.getMessage()).isEqualTo("configmaps \"" + name + "\" not found");
            });
  }

  @Test
  void aWatchTellsEverythingAfterTheVersionOfAList() throws Exception {
    String name = unique();
    ListQuery mine = ListQuery.labelled("run=" + name);
    writes().create(ResourceType.CONFIG_MAP, namespace(), configMap(name, "one"), US);
    ObjectList list = api().list(ResourceType.CONFIG_MAP, namespace(), mine);
    assertThat(list.items()).hasSize(1);
    assertThat(list.items().getFirst().stringAt("kind")).contains("ConfigMap");

    try (WatchStream watch =
        api().watch(ResourceType.CONFIG_MAP, namespace(), mine, list.resourceVersion())) {
      writes().replace(ResourceType.CONFIG_MAP, namespace(), configMap(name, "two"), US);
      writes().delete(ResourceType.CONFIG_MAP, namespace(), name, Propagation.BACKGROUND);
      WatchEvent changed = next(watch);
      assertThat(changed.type()).isEqualTo(WatchEvent.Type.MODIFIED);
      assertThat(changed.object().stringAt("data", "key")).contains("two");
      assertThat(next(watch).type()).isEqualTo(WatchEvent.Type.DELETED);
    }
  }

  private static WatchEvent next(WatchStream watch) throws Exception {
    while (true) {
      WatchEvent event = watch.next().orElseThrow();
      if (event.type() != WatchEvent.Type.BOOKMARK) {
        return event;
      }
    }
  }

  @Test
  void aClosedWatchWakesItsReader() throws Exception {
    ObjectList list = api().list(ResourceType.CONFIG_MAP, namespace(), ListQuery.named("none"));
    WatchStream watch =
        api()
            .watch(
                ResourceType.CONFIG_MAP,
                namespace(),
                ListQuery.named("none"),
                list.resourceVersion());
    Thread closer = Thread.ofVirtual().start(watch::close);
    assertThat(watch.next()).isEmpty();
    closer.join();
  }

  @Test
  void metadataListsLeaveTheRestOut() throws Exception {
    String name = unique();
    writes().create(ResourceType.CONFIG_MAP, namespace(), configMap(name, "one"), US);
    ObjectList list =
        api().list(ResourceType.CONFIG_MAP, namespace(), new ListQuery("run=" + name, "", true));
    JsonObject only = list.items().getFirst();
    assertThat(only.members()).containsOnlyKeys("apiVersion", "kind", "metadata");
    assertThat(only.stringAt("kind")).contains("ConfigMap");
    assertThat(only.stringAt("metadata", "name")).contains(name);
    writes().delete(ResourceType.CONFIG_MAP, namespace(), name, Propagation.BACKGROUND);
  }

  @Test
  void kindsAreResolvedAndUnknownOnesNamed() throws Exception {
    assertThat(api().resolve("apps/v1", "Deployment")).isEqualTo(ResourceType.DEPLOYMENT);
    assertThat(api().resolve("v1", "Namespace")).isEqualTo(ResourceType.NAMESPACE);
    assertThatThrownBy(() -> api().resolve("example.com/v1", "Gadget"))
        .hasMessage("no matches for kind \"Gadget\" in version \"example.com/v1\"")
        .isInstanceOfSatisfying(KubeException.class, e -> assertThat(e.isNoMatch()).isTrue());
  }

  @Test
  void aRightForAnotherContextOpensNothing() {
    KubeContext other =
        new KubeContext("kind-other", "kind-other", "default", Product.KIND, "https://x", "");
    assertThatThrownBy(
            () -> api().writes((ContextAccess.Allowed) ContextAccess.decide(other, List.of())))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void logsCarryTheirTimeAndSinceCutsThem() throws Exception {
    String pod = runningPod();
    List<String> lines = new ArrayList<>();
    try (InputStream in = api().log(LogQuery.follow(namespace(), pod, "main", Optional.empty()));
        BufferedReader reader =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      while (lines.size() < 3) {
        lines.add(reader.readLine());
      }
    }
    assertThat(lines)
        .allSatisfy(line -> assertThat(line).matches("\\d{4}-\\d\\d-\\d\\dT[^ ]+ line \\d"));
  }

  @Test
  void aCommandReadsStdinToItsEndAndAnswers() throws Exception {
    String pod = runningPod();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    byte[] sent = "hello\nworld\n".getBytes(StandardCharsets.UTF_8);
    ExecResult result =
        writes()
            .exec(
                ExecRequest.of(namespace(), pod, "main", List.of("cat")),
                ExecStreams.of(new ByteArrayInputStream(sent), out, err));
    assertThat(result).isEqualTo(ExecResult.SUCCESS);
    assertThat(out.toByteArray()).isEqualTo(sent);
    assertThat(err.toByteArray()).isEmpty();
  }

  @Test
  void aCommandsExitCodeAndStderrComeBack() throws Exception {
    String pod = runningPod();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    ExecResult result =
        writes()
            .exec(
                ExecRequest.of(
                    namespace(), pod, "main", List.of("sh", "-c", "echo oh no >&2; exit 3")),
                ExecStreams.output(OutputStream.nullOutputStream(), err));
    assertThat(result.exitCode()).isEqualTo(3);
    assertThat(err.toString(StandardCharsets.UTF_8)).isEqualTo("oh no\n");
  }

  @Test
  void connectionsThroughATunnelAreHalfClosed() throws Exception {
    String pod = runningPod();
    try (PodTunnel tunnel = api().forward(namespace(), pod)) {
      for (String text : List.of("first", "second")) {
        try (TunnelStream stream = tunnel.open(7000)) {
          try (OutputStream out = stream.output()) {
            out.write((text + "\n").getBytes(StandardCharsets.UTF_8));
          }
          assertThat(new String(stream.input().readAllBytes(), StandardCharsets.UTF_8))
              .isEqualTo(text + "\n");
        }
      }
    }
  }

  @Test
  void aPortWithoutAListenerSaysSo() throws Exception {
    String pod = runningPod();
    try (PodTunnel tunnel = api().forward(namespace(), pod);
        TunnelStream stream = tunnel.open(7099)) {
      try {
        assertThat(stream.input().read()).isEqualTo(-1);
      } catch (IOException reset) {
        assertThat(reset).hasMessageContaining("reset");
      }
      Awaitility.await()
          .untilAsserted(() -> assertThat(stream.error()).contains("connection refused"));
    }
  }
}
