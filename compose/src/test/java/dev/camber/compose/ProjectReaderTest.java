package dev.camber.compose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.camber.model.api.ComposeProject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Services as {@code docker compose config} prints them. */
class ProjectReaderTest {
  @TempDir Path directory;

  private String yaml(String text) throws Exception {
    Path file = Files.writeString(directory.resolve("compose.yaml"), text);
    ComposeProject project =
        new ComposeProject(
            List.of(file.toString()), directory.toString(), "shop", "", "", List.of(), false);
    return ProjectReader.readFiles(project, directory, Map.of("HOME", "/root")).getFirst().yaml();
  }

  @Test
  void durationsArePrintedAsGoDoes() throws Exception {
    assertThat(
            yaml(
                """
                services:
                  web:
                    image: web
                    stop_grace_period: 90s
                    healthcheck: {test: [CMD, "true"], interval: 3600s, timeout: 1500ms, retries: 2}
                """))
        .contains("stop_grace_period: 1m30s")
        .contains("interval: 1h0m0s")
        .contains("timeout: 1.5s");
  }

  @Test
  void secretsLieInTheirDirectoryAndModesAreOctal() throws Exception {
    assertThat(
            yaml(
                """
                services:
                  web:
                    image: web
                    secrets:
                      - source: key
                        mode: 288
                secrets:
                  key: {file: ./key}
                """))
        .contains("target: /run/secrets/key")
        .contains("mode: \"0440\"");
  }

  @Test
  void ownLabelsWinOverThoseOfLabelFiles() throws Exception {
    Files.writeString(directory.resolve("labels"), "one=file\ntwo=file\n");
    assertThat(
            yaml(
                """
                services:
                  web:
                    image: web
                    label_file: ./labels
                    labels: {two: own}
                """))
        .contains("one: file")
        .contains("two: own");
  }

  @Test
  void whatIsSaidAtTwoPlacesMustBeTheSame() {
    assertThatThrownBy(() ->
            yaml(
                """
                services:
                  web:
                    image: web
                    mem_limit: 10m
                    deploy: {resources: {limits: {memory: 20m}}}
                """))
        .isInstanceOf(Unreadable.class)
        .hasMessageContaining("can't set distinct values on 'mem_limit'");
  }
}
