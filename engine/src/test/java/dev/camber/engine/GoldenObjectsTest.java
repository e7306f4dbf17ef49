package dev.camber.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.camber.engine.tiltfile.SessionSettings;
import dev.camber.model.api.ApiObject;
import dev.camber.model.api.Kind;
import dev.camber.model.api.Kinds;
import dev.camber.model.json.Json;
import dev.camber.model.json.JsonArray;
import dev.camber.model.json.JsonNumber;
import dev.camber.model.json.JsonObject;
import dev.camber.model.json.JsonString;
import dev.camber.model.yaml.Yaml;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Compares all objects of the running project of {@code local-objects} with the recorded ones. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GoldenObjectsTest {
  private static final Pattern MICRO_TIME =
      Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{6}Z");
  private static final Pattern TIME = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ");

  private static TestSession session;
  private static Path golden;

  @BeforeAll
  static void startTheProject(@TempDir Path directory) throws Exception {
    golden = TestSession.golden("local-objects");
    Path project =
        TestSession.copyOf(golden.resolve("project"), directory.toRealPath().resolve("project"));
    session =
        new TestSession(
            directory, SessionSettings.up(project.resolve("Tiltfile"), project, List.of()));
    session.engine.start();
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() ->
            session.console().contains("serving part\n")
                && session.console().contains("server starts\n")
                && session.console().contains("exit status 3"));
  }

  @AfterAll
  static void stop() throws Exception {
    session.close();
  }

  @ParameterizedTest
  @CsvSource({
    "031-get-cmds-yaml, cmds",
    "032-get-configmaps-yaml, configmaps",
    "033-get-filewatches-yaml, filewatches",
    "034-get-sessions-yaml, sessions",
    "035-get-tiltfiles-yaml, tiltfiles",
    "036-get-togglebuttons-yaml, togglebuttons",
    "037-get-uibuttons-yaml, uibuttons",
    "038-get-uiresources-yaml, uiresources",
    "039-get-uisessions-yaml, uisessions"
  })
  void objectsAreAsTheReferenceHasThem(String file, String plural) throws Exception {
    List<String> text = Files.readAllLines(golden.resolve("out").resolve(file + ".txt"));
    int start = text.indexOf("--8<-- stdout") + 1;
    Json list = Yaml.readKubernetes(String.join("\n", text.subList(start, text.size())) + "\n");
    Map<String, Json> wanted = new TreeMap<>();
    for (Json item : ((JsonArray) list.at("items").orElseThrow()).items()) {
      wanted.put(item.stringAt("metadata", "name").orElseThrow(), sorted(item));
    }
    Kind<?, ?> kind = Kinds.named(plural).orElseThrow();
    try {
      await().atMost(Duration.ofSeconds(10)).until(() -> actual(kind).equals(wanted));
    } finally {
      Map<String, Json> actual = actual(kind);
      wanted.forEach((name, object) ->
          assertThat(pretty(actual.getOrDefault(name, Json.ofNull())))
              .as(name)
              .isEqualTo(pretty(object)));
      assertThat(actual.keySet()).isEqualTo(wanted.keySet());
    }
  }

  private static String pretty(Json value) {
    return value.pretty();
  }

  private static Map<String, Json> actual(Kind<?, ?> kind) {
    Map<String, Json> out = new TreeMap<>();
    for (ApiObject<?, ?> object : session.engine.store().list(kind)) {
      out.put(object.name(), sorted(normalized("", object.toJson())));
    }
    return out;
  }

  private static Json normalized(String member, Json value) {
    return switch (value) {
      case JsonObject o -> {
        Map<String, Json> out = new LinkedHashMap<>();
        o.members().forEach((name, m) -> out.put(name, normalized(name, m)));
        // What ours says beyond the reference; docs/differences.md lists it.
        out.remove("pendingFiles");
        out.remove("changedFiles");
        if (out.containsKey("spanID")) {
          out.remove("reason");
        }
        if (out.containsKey("lastTransitionTime")) {
          out.remove("message");
        }
        yield new JsonObject(out);
      }
      case JsonArray a -> {
        List<Json> out = new ArrayList<>();
        a.items().forEach(i -> out.add(normalized("", i)));
        yield new JsonArray(out);
      }
      case JsonNumber n -> member.equals("pid") ? Json.of("${PID}") : n;
      case JsonString s -> new JsonString(text(member, s.value()));
      default -> value;
    };
  }

  private static String text(String member, String value) {
    return switch (member) {
      case "uid" -> "${UID}";
      case "resourceVersion" -> "${RV}";
      case "uibuttonspec-hash" -> "${HASH}";
      case "date" -> "${DATE}";
      default ->
          TIME.matcher(
                  MICRO_TIME
                      .matcher(value.replace(session.project.toString(), "${CASE}"))
                      .replaceAll("\\${MICROTIME}"))
              .replaceAll("\\${TIME}");
    };
  }

  /** Members by name: YAML output is sorted, ours is in the order of the wire. */
  private static Json sorted(Json value) {
    return switch (value) {
      case JsonObject o -> {
        Map<String, Json> out = new TreeMap<>();
        o.members().forEach((name, m) -> out.put(name, sorted(m)));
        yield new JsonObject(out);
      }
      case JsonArray a -> new JsonArray(a.items().stream().map(GoldenObjectsTest::sorted).toList());
      default -> value;
    };
  }
}
