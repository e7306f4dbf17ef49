package dev.camber.tiltfile.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.camber.model.UserError;
import dev.camber.tiltfile.LoadResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * Every builtin with every parameter, right and wrong: each line of {@code rows/*.tiltfile} is a
 * Tiltfile of its own. Behind {@code ###} stands the error it must end with, without the traceback;
 * behind {@code #>} what it must print; with neither it must load and say nothing. {@code \n} is a
 * line break, {@code _NUL_} a NUL, {@code ~} the project's directory.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Execution(ExecutionMode.SAME_THREAD)
final class RowsTest {
  private static final Path DIRECTORY = Path.of("src/test/resources/rows");
  private static final String FAILS = "  ### ";
  private static final String PRINTS = "  #> ";
  private static final Pattern FRAMES =
      Pattern.compile(
          "(?s)Traceback \\(most recent call last\\):\n(?:  .*?\n)+?Error(?: in [^:]*)?: ");

  private Project project = new Project(Path.of("/"));

  @BeforeAll
  void makeProject(@TempDir Path directory) throws IOException {
    project = new Project(directory.toRealPath());
    project.file("Dockerfile", "FROM scratch\n");
    project.file("dir/a.txt", "a\n");
    project.file("dir/sub/b.txt", "b\n");
    project.file(
        "pod.yaml",
        "apiVersion: v1\nkind: Pod\nmetadata:\n  name: pod\nspec:\n  containers:\n  - image: img\n");
    project.file("map.yaml", "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: map\n");
    project.file("compose.yml", "services:\n  svc:\n    image: img\n");
    project.file("empty.env", "");
    project.file("data.json", "{\"a\": [1, 2.5, null]}\n");
    project.file("data.yaml", "a: [1, 2.5, null]\n");
    project.file("lib.tilt", "x = 1\n_y = 2\ndef f(): return 3\n");
    project.file("chart/Chart.yaml", "name: chart\n");
    project.file("kust/kustomization.yaml", "resources: []\n");
    Files.createDirectories(project.root().resolve("repo/.git"));
    project.program(
        "bin/helm",
        "if [ $1 = version ]; then echo v3.14.0; else echo \"# $*\" | sed 's|'$PWD'|PWD|g'; fi\n");
    project.program("bin/kustomize", "echo \"# $*\"\n");
    project.program("bin/docker-compose", "echo 'Docker Compose version v2.27.0'\n");
    project.program("bin/docker", "exit 1\n");
  }

  @TestFactory
  Stream<DynamicTest> a_line_ends_as_it_says() throws IOException {
    List<DynamicTest> tests = new ArrayList<>();
    try (Stream<Path> files = Files.list(DIRECTORY)) {
      for (Path file : files.sorted().toList()) {
        int number = 0;
        for (String line : Files.readAllLines(file)) {
          number++;
          if (!line.isBlank() && !line.startsWith("#")) {
            String name = file.getFileName() + ":" + number;
            tests.add(DynamicTest.dynamicTest(name, () -> check(line)));
          }
        }
      }
    }
    assertThat(tests).hasSizeGreaterThan(2000);
    return tests.stream();
  }

  private void check(String line) throws InterruptedException {
    Optional<String> error = after(line, FAILS);
    Optional<String> printed = after(line, PRINTS);
    String text = line.split(FAILS + "|" + PRINTS, 2)[0];
    project.file("Tiltfile", text + "\n");
    project.takeLog();
    LoadResult result = project.load();
    String log = printed(project.takeLog());
    assertThat(readable(result.error().map(UserError::getMessage).orElse("")))
        .as(text)
        .isEqualTo(error.orElse(""));
    if (error.isEmpty()) {
      assertThat(readable(log)).as(text).isEqualTo(printed.orElse(""));
    }
  }

  private static Optional<String> after(String line, String mark) {
    int at = line.indexOf(mark);
    return at < 0 ? Optional.empty() : Optional.of(line.substring(at + mark.length()));
  }

  private static String printed(String log) {
    return log.lines()
        .filter(l -> !l.startsWith("Loading Tiltfile at: "))
        .filter(l -> !l.startsWith("Successfully loaded Tiltfile ("))
        .collect(Collectors.joining("\n"));
  }

  private String readable(String text) {
    String own = FRAMES.matcher(text).replaceFirst("");
    return own.replace(project.root().toString(), "~")
        .replace("\n", "\\n")
        .replace("\0", "_NUL_")
        .stripTrailing();
  }
}
