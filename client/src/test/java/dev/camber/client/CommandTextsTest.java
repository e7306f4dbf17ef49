package dev.camber.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.camber.model.json.Json;
import dev.camber.model.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Commands without a session, called as {@code tilt}, against what the reference said. */
class CommandTextsTest {
  private static final Path OUT =
      Path.of(System.getProperty("camber.shared")).resolve("golden/sessions/cli-surface/out");

  @TempDir Path home;

  private record Outcome(int code, String out, String err) {
    /** In the form of a recorded step; usage texts are our own. */
    String recorded() {
      String usage =
          err.contains("Usage:") ? err.substring(0, err.indexOf("Usage:")) + "${USAGE}\n" : err;
      return "--8<-- exit "
          + code
          + "\n"
          + (out.isEmpty() ? "" : "--8<-- stdout\n" + out)
          + (usage.isEmpty() ? "" : "--8<-- stderr\n" + usage);
    }
  }

  private Outcome run(String... words) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    PrintStream o = new PrintStream(out, true, StandardCharsets.UTF_8);
    PrintStream e = new PrintStream(err, true, StandardCharsets.UTF_8);
    Surroundings surroundings =
        new Surroundings(
            Map.of("HOME", home.toString(), "CAMBER_PORT", "1"),
            home,
            "tilt",
            o,
            e,
            new ByteArrayInputStream(new byte[0]));
    int code = Main.run(List.of(words), surroundings);
    return new Outcome(
        code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  private static final String OWN_COMMANDS =
      "(?m)^(exec|open|restart|sessions|shell|status|why|--json|--junit)\n";

  /** Steps whose words stand in the scenario. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "003-bogus",
        "004-tigger",
        "005-up-bogus",
        "006-trigger",
        "008-shorthand-unknown",
        "009-port-not-a-number",
        "010-port-without-value",
        "012-ci-timeout-unparsable",
        "013-get-port-1",
        "014-help-nosuch",
        "017-create-nosuch",
        "029-no-session-get-uiresources",
        "031-no-session-explain-cmd",
        "032-no-session-api-resources",
        "033-no-session-applyf-cm.yaml",
        "035-no-session-create-cmd-x-true",
        "036-no-session-patch-cm-xp",
        "037-no-session-edit-cm-x",
        "038-no-session-delete-cm-x",
        "039-no-session-wait-for-create-cm-x",
        "041-no-session-enable-a",
        "045-no-session-args-a",
        "046-no-session-args",
        "047-no-session-dump-engine",
        "048-no-session-dump-webview",
        "049-no-session-dump-logstore",
        "050-no-session-snapshot-create",
        "051-no-session-alpha-tree-view",
        "052-no-session-alpha-shell-a",
        "066-complete-root",
        "067-complete-completion",
        "068-complete-dump",
        "069-complete-create",
        "070-complete-alpha",
        "071-complete-analytics",
        "072-complete-up-flags",
        "073-complete-get",
        "074-complete-trigger",
        "075-complete-logs-source",
        "076-complete-web-mode"
      })
  void aCommandSaysWhatTheReferenceSays(String step) throws Exception {
    List<String> words = new ArrayList<>();
    Json scenario = Json.parse(Files.readString(OUT.resolveSibling("scenario.json")));
    int number = Integer.parseInt(step.substring(0, 3));
    for (Json word :
        scenario
            .at("steps")
            .flatMap(Json::asArray)
            .orElseThrow()
            .items()
            .get(number - 1)
            .at("args")
            .flatMap(Json::asArray)
            .orElseThrow()) {
      words.add(word.asString().orElseThrow());
    }
    String expected = Files.readString(OUT.resolve(step + ".txt")).replace("${PORT}", "1");
    // The commands that the reference does not have are completed, too.
    String ours = run(words.toArray(String[]::new)).recorded().replaceAll(OWN_COMMANDS, "");
    assertThat(ours).isEqualTo(expected.replaceAll(OWN_COMMANDS, ""));
  }

  @Test
  void severalResourcesCanBeTriggeredAndOneWordOrASelectorIsNeeded() {
    assertThat(run("trigger", "a", "b").err())
        .isEqualTo("Error: No tilt apiserver found: tilt-1\n");
    assertThat(run("trigger", "--wait").err()).startsWith("Error: accepts 1 arg(s), received 0\n");
    assertThat(run("trigger", "-l", "backend").err())
        .isEqualTo("Error: No tilt apiserver found: tilt-1\n");
  }

  @Test
  void aPortThatIsNoneIsNamed() {
    assertThat(run("get", "uiresources", "--port", "70000").err())
        .isEqualTo("Error: --port: found 70000, wanted a number from 0 to 65535\n");
  }

  @Test
  void theChoiceAboutUsageDataIsKeptAndShown() {
    assertThat(run("analytics", "opt", "in").err())
        .isEqualTo(
            "wrote user collection strategy \"in\" to file "
                + home
                + "/.camber/analytics/user/choice.txt\n");
    assertThat(run("analytics").out()).startsWith("analytics status : opt-in\n");
    assertThat(run("analytics", "opt", "foo").code()).isEqualTo(1);
  }

  @Test
  void everyShellHasAScriptThatAsksTheProgram() {
    for (String shell : List.of("bash", "zsh", "fish", "powershell")) {
      Outcome outcome = run("completion", shell);
      assertThat(outcome.code()).isZero();
      assertThat(outcome.out()).contains("tilt").contains("__complete").doesNotContain("@PROGRAM@");
    }
    assertThat(run("completion", "zsh", "--no-descriptions").out()).contains("__completeNoDesc");
  }

  @Test
  void everyCommandHasAPage() throws Exception {
    assertThat(run("dump", "cli-docs").code()).isZero();
    assertThat(Files.readString(home.resolve("tilt_create_cmd.md")))
        .contains("tilt create cmd NAME COMMAND [ARG...]")
        .contains("--workdir");
  }

  @Test
  void applyChangesWhatTheFileSaysAndTakesBackWhatItSaysNoMore() throws Exception {
    JsonObject before = object("{\"data\":{\"a\":\"1\",\"b\":\"2\"}}");
    JsonObject wanted = object("{\"data\":{\"a\":\"3\"}}");
    JsonObject current = object("{\"data\":{\"a\":\"1\",\"b\":\"2\",\"c\":\"foreign\"}}");
    assertThat(LastApplied.patch(before, wanted, current).compact())
        .isEqualTo("{\"data\":{\"a\":\"3\",\"b\":null}}");
    assertThat(LastApplied.patch(before, before, current).isEmpty()).isTrue();
  }

  private static JsonObject object(String text) throws Exception {
    return Json.parse(text).asObject().orElseThrow();
  }

  @Test
  void wordsAreSplitAndQuotedAsByAShell() throws Exception {
    assertThat(ShellWords.split("a 'b c' \"d \\\" e\" f\\ g"))
        .containsExactly("a", "b c", "d \" e", "f g");
    assertThat(ShellWords.quoted("it's")).isEqualTo("'it'\"'\"'s'");
    assertThatThrownBy(() -> ShellWords.split("\"open"))
        .hasMessage("Unterminated double-quoted string");
  }

  @Test
  void numbersWithinNamesSortAsNumbers() {
    assertThat(SortBy.natural("web2", "web10")).isNegative();
    assertThat(SortBy.natural("a", "b")).isNegative();
  }
}
