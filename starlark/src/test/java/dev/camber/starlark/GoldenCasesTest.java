package dev.camber.starlark;

import static org.assertj.core.api.Assertions.assertThat;

import dev.camber.starlark.syntax.FileNode;
import dev.camber.starlark.syntax.Source;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * The recorded cases about the language, each its own test: what the reference printed must be what
 * the room prints. A case that uses a Tiltfile builtin which {@link TinyHost} does not offer is
 * left to the Tiltfile room; that is decided by the names it uses, not by a list.
 */
final class GoldenCasesTest {
  /** So many cases need nothing but the language; the number may only grow. */
  private static final int LANGUAGE_CASES = 674;

  private static final Path SHARED = Path.of(System.getProperty("camber.shared", "../../shared"));

  @TestFactory
  Stream<DynamicTest> a_language_case_prints_what_the_reference_printed() throws IOException {
    return languageCases().stream()
        .map(dir -> DynamicTest.dynamicTest(dir.getFileName().toString(), () -> check(dir)));
  }

  @Test
  void the_number_of_language_cases_does_not_shrink() throws IOException {
    assertThat(languageCases()).hasSizeGreaterThanOrEqualTo(LANGUAGE_CASES);
  }

  private static void check(Path dir) throws IOException {
    String expected =
        new String(Files.readAllBytes(dir.resolve("expected/log.txt")), StandardCharsets.UTF_8);
    Path file = dir.resolve("Tiltfile").toRealPath();
    String actual = new TinyHost(file).run().replace(file.getParent().toString(), "${CASE}");
    assertThat(actual.stripTrailing()).isEqualTo(expected.stripTrailing());
  }

  private static List<Path> languageCases() throws IOException {
    Set<String> builtins = registeredNames();
    List<Path> cases = new ArrayList<>();
    try (Stream<Path> dirs = Files.list(SHARED.resolve("golden/tiltfile"))) {
      for (Path dir : dirs.sorted().toList()) {
        boolean aboutLanguage = ("-" + dir.getFileName()).contains("-lang-");
        if (aboutLanguage && !needsMore(dir, builtins)) {
          cases.add(dir);
        }
      }
    }
    return cases;
  }

  /** Whether some file of the case uses a registered name that the tiny host does not offer. */
  private static boolean needsMore(Path dir, Set<String> builtins) throws IOException {
    if (Files.exists(dir.resolve("case.json"))
        && Files.readString(dir.resolve("case.json")).contains("\"args\"")) {
      return true;
    }
    Set<String> used = new HashSet<>();
    try (Stream<Path> files = Files.walk(dir)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        if (!file.toString().contains("/expected/")) {
          FileNode tree =
              Program.parse(
                  Source.of(file.toString(), Files.readAllBytes(file)),
                  name -> {
                    used.add(name);
                    return builtins.contains(name);
                  });
          assertThat(tree).isNotNull();
        }
      }
    }
    used.removeIf(name -> TinyHost.offers(name) || Universe.contains(name));
    used.retainAll(builtins);
    return !used.isEmpty();
  }

  /** The first words of the index of the Tiltfile API, with the modules of its dotted names. */
  private static Set<String> registeredNames() throws IOException {
    try (Stream<String> lines = Files.lines(SHARED.resolve("spec/tiltfile-api-index.tsv"))) {
      return lines
          .skip(1)
          .map(line -> line.split("[\t.(]", 2)[0].strip())
          .collect(Collectors.toCollection(HashSet::new));
    }
  }
}
