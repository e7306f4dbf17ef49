package dev.camber.tiltfile.explain;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ExplanationTest {
  @TempDir Path directory;
  private Explanation explanation = new Explanation(Path.of("/").getFileSystem(), List.of());

  @BeforeEach
  void writeFiles() throws IOException {
    Files.writeString(directory.resolve("Tiltfile"), "x = 1\n\tload_all('é', y)\n");
    Files.writeString(directory.resolve("lib.tilt"), "def f(:\n");
    explanation = new Explanation(directory.getFileSystem(), List.of("docker_build", "k8s_yaml"));
  }

  private String of(String message) {
    return explanation
        .of(message.replace("~", directory.toString()), "")
        .replace(directory.toString(), "~");
  }

  @Test
  void the_last_frame_of_a_traceback_is_shown_with_its_tabs() {
    assertThat(
            of(
                """
                Traceback (most recent call last):
                  ~/lib.tilt:1:1: in <toplevel>
                  ~/Tiltfile:2:10: in f
                Error in fail: boom\
                """))
        .isEqualTo("~/Tiltfile:2:10:\n    \tload_all('é', y)\n    \t        ^");
  }

  @Test
  void a_place_in_a_loaded_file_is_nearer_than_the_frames_of_its_loaders() {
    assertThat(
            of(
                """
                Traceback (most recent call last):
                  ~/Tiltfile:1:1: in <toplevel>
                Error: cannot load ./lib.tilt: ~/lib.tilt:1:7: got ':', want ')'\
                """))
        .isEqualTo("~/lib.tilt:1:7:\n    def f(:\n          ^");
  }

  @Test
  void a_file_that_has_changed_or_gone_is_not_quoted() {
    assertThat(of("~/Tiltfile:99:1: undefined: zzzzzzzz")).isEmpty();
    assertThat(of("~/gone:1:1: undefined: zzzzzzzz")).isEmpty();
    assertThat(of("~/Tiltfile:99999999999:1: undefined: zzzzzzzz")).isEmpty();
  }

  @Test
  void a_message_without_place_or_name_needs_no_explanation() {
    assertThat(of("resource a specified a dependency on itself")).isEmpty();
    assertThat(explanation.of("some error", "It is f(x).")).isEqualTo("It is f(x).");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "~/none:1:1: undefined: docker_buidl|docker_build",
        "k8s_resource specified unknown resource \"wbe\". known k8s resources: api, web|web",
        "You specified some resources that could not be found: \"zz\", \"ap\"\\nIs this a typo?"
            + " Existing resources in Tiltfile: \"web\", \"api\"|api",
        "no Docker Compose service found with name \"dbs\". Found these instead:\\n\\tapi; db|db",
        "No object identified by the fragment \"cnofig\" could be found. Possible objects are:"
            + " \"pod:Pod:default\", \"config:ConfigMap:default\"|config",
        "No object identified by the fragment \"config:configmpa\" could be found in remaining"
            + " YAML. Valid remaining fragments are: \"config:ConfigMap:default\"|config:ConfigMap",
        "invalid Tiltfile config args: unknown flag: --nmae\\nUsage:\\n      --name string   x|--name",
        "Unknown feature flag: snapshot|snapshots",
        "error reading yaml file: open ~/Tilfile: no such file or directory|~/Tiltfile",
        "No Tiltfile found at paths '~/Tiltfle'. Check out|~/Tiltfile",
        "Could not read Helm chart directory \"~/lib.titl\": does not exist|~/lib.tilt",
      })
  void what_was_probably_meant_is_suggested(String message, String meant) {
    assertThat(of(message.replace("\\n", "\n").replace("\\t", "\t")))
        .isEqualTo("Did you mean " + meant + "?");
  }

  @Test
  void names_that_are_like_none_get_no_suggestion() {
    assertThat(of("Unknown feature flag: zzz")).isEmpty();
    assertThat(of("open ~/quite/another: no such file or directory")).isEmpty();
  }

  @Test
  void names_of_any_length_are_compared() {
    String name = "x".repeat(50_000);
    String escaped = "\\\\".repeat(5_000);
    assertThat(
            of(
                "You specified some resources that could not be found: \""
                    + name
                    + "\", \""
                    + escaped
                    + "\", \"wbe\"\nIs this a typo? Existing resources in Tiltfile: \"web\""))
        .isEqualTo("Did you mean web?");
  }
}
