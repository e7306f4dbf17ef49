package dev.camber.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.camber.engine.tiltfile.SessionSettings;
import dev.camber.model.api.ApiObject;
import dev.camber.model.api.ConfigMapData;
import dev.camber.model.api.Kinds;
import dev.camber.model.api.UIButtonStatus;
import dev.camber.model.api.UIResourceSpec;
import dev.camber.model.api.UIResourceStatus;
import dev.camber.model.codec.MicroTime;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Disabling, enabling and other arguments, with the recorded status tables of {@code
 * local-clients}.
 */
class GoldenDisableTest {
  @TempDir Path directory;

  @Test
  void statusesAreAsTheReferenceHasThem() throws Exception {
    Path golden = TestSession.golden("local-clients");
    Path project =
        TestSession.copyOf(golden.resolve("project"), directory.toRealPath().resolve("project"));
    try (TestSession session =
        new TestSession(
            directory, SessionSettings.up(project.resolve("Tiltfile"), project, List.of()))) {
      session.engine.start();
      eventually(() -> session.console().contains("serving part\n"));
      disable(session, "hello", true);
      expect(session, golden, "007-status-hello-disabled");
      click(session, "toggle-hello-disable", "off");
      eventually(() -> count(session, "hello │ hello from cmd") == 2);
      for (String name : List.of("failing", "manual", "after-hello", "blocked", "server")) {
        disable(session, name, true);
      }
      disable(session, "a-rather-long-name", true);
      expect(session, golden, "017-status-only-hello");
      disable(session, "hello", true);
      expect(session, golden, "020-status-all-disabled");
      session.engine.setTiltfileArgs(List.of("hello", "server"));
      expect(session, golden, "063-status-args");
      session.engine.setTiltfileArgs(List.of("nosuch"));
      eventually(() -> session.console().contains("could not be found"));
      session.engine.setTiltfileArgs(List.of());
      eventually(() -> count(session, "serving part\n") == 2);
      assertThat(session.console())
          .contains("Tiltfile args changed to: [hello server]\n")
          .contains("Tiltfile args changed to: []\n");
    }
  }

  private static void disable(TestSession session, String resource, boolean value)
      throws Exception {
    session
        .engine
        .store()
        .edit(
            Kinds.CONFIG_MAP,
            resource + "-disable",
            map -> map.withSpec(new ConfigMapData(Map.of("isDisabled", Boolean.toString(value)))));
  }

  private static void click(TestSession session, String button, String action) {
    session
        .engine
        .store()
        .editStatus(
            Kinds.UI_BUTTON,
            button,
            old ->
                new UIButtonStatus(
                    Optional.of(new MicroTime(Instant.now())),
                    List.of(
                        new UIButtonStatus.Input(
                            "action",
                            Optional.empty(),
                            Optional.empty(),
                            Optional.of(new UIButtonStatus.Hidden(action)),
                            Optional.empty()))));
  }

  private static void expect(TestSession session, Path golden, String file) throws Exception {
    List<String> recorded = Files.readAllLines(golden.resolve("out").resolve(file + ".txt"));
    List<String> wanted =
        recorded.subList(3, recorded.size()).stream()
            .map(line -> line.strip().replaceAll(" +", " "))
            .toList();
    try {
      eventually(() -> table(session).equals(wanted));
    } finally {
      assertThat(table(session)).as(file).isEqualTo(wanted);
    }
  }

  private static List<String> table(TestSession session) {
    List<ApiObject<UIResourceSpec, UIResourceStatus>> rows =
        new ArrayList<>(session.engine.store().list(Kinds.UI_RESOURCE));
    rows.sort(Comparator.comparingInt(r -> r.status().order()));
    return rows.stream()
        .map(r ->
            String.join(
                " ",
                r.name(),
                r.status().disableStatus().state(),
                r.status().updateStatus(),
                r.status().runtimeStatus(),
                r.status().waiting().map(UIResourceStatus.Waiting::reason).orElse("<none>")))
        .toList();
  }

  private static int count(TestSession session, String text) {
    return session.console().split(java.util.regex.Pattern.quote(text), -1).length - 1;
  }

  private static void eventually(Callable<Boolean> condition) {
    await().atMost(Duration.ofSeconds(30)).until(condition);
  }
}
