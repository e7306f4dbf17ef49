package dev.camber.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.camber.engine.build.BuildReason;
import dev.camber.engine.log.LogRenderer;
import dev.camber.engine.tiltfile.SessionSettings;
import dev.camber.model.api.ConfigMapData;
import dev.camber.model.api.Kinds;
import dev.camber.model.api.UIButtonStatus;
import dev.camber.model.codec.RecordCodec;
import dev.camber.model.json.Json;
import dev.camber.model.json.JsonArray;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Replays the recorded session {@code local-console} and compares what the console says after each
 * step, resource by resource: the order of lines of different resources is not fixed.
 */
class GoldenConsoleTest {
  private static final Pattern DURATION = Pattern.compile("\\(\\d[0-9.]*(ns|µs|ms|s|m\\S*)\\)");
  private static final int TILTFILE_HEAD = 3;

  @TempDir Path directory;

  @Test
  void saysWhatTheReferenceSays() throws Exception {
    Path golden = TestSession.golden("local-console");
    Path project =
        TestSession.copyOf(golden.resolve("project"), directory.toRealPath().resolve("project"));
    Json scenario = Json.parse(Files.readString(golden.resolve("scenario.json")));
    List<Json> steps = ((JsonArray) scenario.at("steps").orElseThrow()).items();
    try (TestSession session =
        new TestSession(
            directory, SessionSettings.up(project.resolve("Tiltfile"), project, List.of()))) {
      int seen = 0;
      int number = 0;
      for (Json step : steps) {
        number++;
        String id = step.stringAt("id").orElseThrow();
        if (!perform(session, step)) {
          continue;
        }
        Map<String, List<String>> wanted =
            lines(expected(golden, number, id).replace("${CASE}", project.toString()));
        if (id.equals("up")) {
          List<String> global = wanted.get("");
          // What the program says before the engine starts.
          wanted.put("", global.subList(TILTFILE_HEAD, global.size()));
        }
        int from = seen;
        try {
          await()
              .atMost(Duration.ofSeconds(20))
              .until(() -> lines(session.console().substring(from)).equals(wanted));
        } finally {
          assertThat(lines(session.console().substring(from))).as("step %s", id).isEqualTo(wanted);
        }
        seen = session.console().length();
      }
    }
  }

  /** Does a step; false if it is none that an engine sees. */
  private static boolean perform(TestSession session, Json step) throws Exception {
    Path project = session.project;
    switch (step.stringAt("do").orElseThrow()) {
      case "up" -> session.engine.start();
      case "write" -> {
        Path file = project.resolve(step.stringAt("path").orElseThrow());
        Path fresh = Files.writeString(project.resolve("fresh.tmp"), text(step));
        if (step.at("mode").isPresent()) {
          fresh.toFile().setExecutable(true);
        }
        Files.move(fresh, file, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
      }
      case "replace" -> {
        Path file = project.resolve(step.stringAt("path").orElseThrow());
        Files.writeString(
            file,
            Files.readString(file)
                .replace(step.stringAt("old").orElseThrow(), step.stringAt("new").orElseThrow()));
      }
      case "remove" -> Files.delete(project.resolve(step.stringAt("path").orElseThrow()));
      case "tilt" -> {
        List<String> args =
            ((JsonArray) step.at("args").orElseThrow())
                .items().stream().map(a -> a.asString().orElseThrow()).toList();
        switch (args.getFirst()) {
          case "trigger" -> {
            if (step.at("settle").isEmpty()) {
              return false;
            }
            session.engine.trigger(args.get(1), BuildReason.TRIGGER_CLI);
          }
          case "disable", "enable" ->
              session
                  .engine
                  .store()
                  .edit(
                      Kinds.CONFIG_MAP,
                      args.get(1) + "-disable",
                      map ->
                          map.withSpec(
                              new ConfigMapData(
                                  Map.of(
                                      "isDisabled",
                                      Boolean.toString(args.getFirst().equals("disable"))))));
          default -> {
            return false;
          }
        }
      }
      case "http" -> {
        if (step.at("settle").isEmpty()) {
          return false;
        }
        UIButtonStatus status =
            RecordCodec.decode(UIButtonStatus.class, step.at("body", "status").orElseThrow());
        session.engine.store().editStatus(Kinds.UI_BUTTON, "press", old -> status);
      }
      default -> {
        return false;
      }
    }
    return true;
  }

  private static String text(Json step) {
    Json text = step.at("text").orElseThrow();
    return text instanceof JsonArray lines
        ? String.join(
            "", lines.items().stream().map(l -> l.asString().orElseThrow() + "\n").toList())
        : text.asString().orElseThrow();
  }

  private static String expected(Path golden, int number, String id) throws IOException {
    Path file = golden.resolve("out").resolve("%03d-%s.txt".formatted(number, id));
    if (!Files.exists(file)) {
      return "";
    }
    StringBuilder out = new StringBuilder();
    boolean inside = false;
    for (String line : Files.readAllLines(file)) {
      if (line.startsWith("--8<-- ")) {
        inside = line.startsWith("--8<-- console");
      } else if (inside) {
        out.append(line).append('\n');
      }
    }
    return out.toString();
  }

  /** Lines by resource. What comes in no fixed order or number is put into one. */
  private static Map<String, List<String>> lines(String console) {
    Map<String, List<String>> out = new TreeMap<>();
    for (String line : DURATION.matcher(console).replaceAll("(T)").split("\n", -1)) {
      String resource = line.contains(" │ ") ? line.substring(0, line.indexOf(" │ ")) : "";
      List<String> own = out.computeIfAbsent(resource, r -> new ArrayList<>());
      boolean repeated =
          line.contains("Resource is disabled, stopping cmd")
              && !own.isEmpty()
              && own.getLast().equals(line);
      if (!line.isEmpty() && !repeated) {
        own.add(line);
      }
    }
    Optional.ofNullable(out.get("      failing")).ifPresent(l -> l.sort(null));
    out.values().removeIf(List::isEmpty);
    out.computeIfAbsent("", r -> new ArrayList<>());
    return out;
  }

  @Test
  void theRecordedPrefixesAreOurs() throws Exception {
    try (Stream<String> lines =
        Files.lines(TestSession.golden("local-console").resolve("out/console.txt"))) {
      List<String> prefixes =
          lines
              .filter(l -> l.contains(" │ "))
              .map(l -> l.substring(0, l.indexOf(" │ ") + 3))
              .distinct()
              .toList();
      assertThat(prefixes)
          .contains(
              LogRenderer.prefixOf("hello"),
              LogRenderer.prefixOf("a-rather-long-name"),
              LogRenderer.prefixOf("after-hello"));
    }
  }
}
