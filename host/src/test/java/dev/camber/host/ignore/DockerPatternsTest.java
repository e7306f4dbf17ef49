package dev.camber.host.ignore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.camber.model.api.IgnoreDef;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DockerPatternsTest {
  private static final Path BASE = Path.of("/work dir/[x]*");

  private static DockerPatterns patterns(String... patterns) {
    try {
      return DockerPatterns.compile(BASE, List.of(patterns));
    } catch (InvalidPatternException e) {
      throw new AssertionError(e.pattern(), e);
    }
  }

  private static boolean matches(DockerPatterns patterns, String path) {
    return patterns.matches(BASE.resolve(path));
  }

  /**
   * Four thousand random pattern lists and paths, with what moby/patternmatcher 0.6.0 answers. Made
   * by a program of ours that called it.
   */
  @Test
  void everyAnswerIsMobys() throws Exception {
    List<String> wrong = new ArrayList<>();
    int rows = 0;
    try (InputStream table = getClass().getResourceAsStream("/ignore/moby.tsv")) {
      for (String row : new String(table.readAllBytes(), StandardCharsets.UTF_8).split("\n")) {
        String[] cells = row.split("\t", -1);
        List<String> written = List.of(cells[0].split(" \\| ", -1));
        String answer;
        try {
          DockerPatterns compiled = DockerPatterns.compile(BASE, written);
          answer = cells[1].isEmpty() ? "valid" : Boolean.toString(matches(compiled, cells[1]));
        } catch (InvalidPatternException e) {
          assertThat(e).hasMessage("syntax error in pattern");
          answer = "error";
        }
        if (!answer.equals(cells[2])) {
          wrong.add(row + " but got " + answer);
        }
        rows++;
      }
    }
    assertThat(wrong).isEmpty();
    assertThat(rows).isGreaterThan(4_000);
  }

  @Test
  void aMatchOnADirectoryCoversWhatIsBelow() {
    DockerPatterns patterns = patterns("build", "docs/*/old");

    assertThat(matches(patterns, "build")).isTrue();
    assertThat(matches(patterns, "build/a/b")).isTrue();
    assertThat(matches(patterns, "builds")).isFalse();
    assertThat(matches(patterns, "src/build")).isFalse();
    assertThat(matches(patterns, "docs/x/old/a/b")).isTrue();
    assertThat(matches(patterns, "docs/x/y/old")).isFalse();
  }

  @Test
  void theLastPatternThatMatchesDecides() {
    DockerPatterns patterns = patterns("*.md", "!README*.md", "README-secret.md");

    assertThat(matches(patterns, "notes.md")).isTrue();
    assertThat(matches(patterns, "README.md")).isFalse();
    assertThat(matches(patterns, "README-secret.md")).isTrue();
  }

  @Test
  void pathsOutsideTheBaseAreNotMatched() {
    DockerPatterns patterns = patterns("**");

    assertThat(patterns.matches(Path.of("/work dir"))).isFalse();
    assertThat(patterns.matches(Path.of("/work dir/[x]*2/a"))).isFalse();
    assertThat(patterns.matches(Path.of("/work dir/xy/a"))).isFalse();
    assertThat(patterns.matches(BASE)).as("the base itself").isFalse();
  }

  @Test
  void aDotIsTheBaseWithAllBelowIt() {
    assertThat(patterns(".").matches(BASE)).isTrue();
    assertThat(matches(patterns("./"), "a/b")).isTrue();
    assertThat(matches(patterns("**", "!."), "a/b")).isFalse();
  }

  @Test
  void patternsMayBeAbsoluteOrLeadOutOfTheBase() throws Exception {
    DockerPatterns patterns =
        DockerPatterns.compile(
            Path.of("/a/b/c"),
            List.of("/x/*.log", "../shared/**", "../../top", "/", "!/x/keep.log"));

    assertThat(patterns.matches(Path.of("/x/1.log"))).isTrue();
    assertThat(patterns.matches(Path.of("/x/keep.log"))).isFalse();
    assertThat(patterns.matches(Path.of("/a/b/shared/f"))).isTrue();
    assertThat(patterns.matches(Path.of("/a/top/f"))).isTrue();
    assertThat(patterns.matches(Path.of("/a/b/c/f"))).isFalse();
  }

  @Test
  void escapesAndSpecialCharactersMeanThemselves() {
    assertThat(matches(patterns("\\*"), "*")).isTrue();
    assertThat(matches(patterns("\\*"), "a")).isFalse();
    assertThat(matches(patterns("\\d*"), "dir")).isTrue();
    assertThat(matches(patterns("\\d*"), "1")).isFalse();
    assertThat(matches(patterns("[*?]x*"), "?xy")).isTrue();
    assertThat(matches(patterns("a^*"), "a^b")).isTrue();
    assertThat(matches(patterns("a.c"), "abc")).isFalse();
    assertThat(matches(patterns("(a|b)+{1}$"), "(a|b)+{1}$")).isTrue();
  }

  @Test
  void blankPatternsAreSkippedAndBlanksAroundThemTrimmed() {
    assertThat(matches(patterns("", "  ", "\ta "), "a")).isTrue();
    assertThat(matches(patterns("", "  "), "a")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"[", "a/[b", "!x[", "a\\", "[a-]"})
  void badSyntaxIsRefusedWithThePattern(String bad) {
    assertThatThrownBy(() -> DockerPatterns.compile(BASE, List.of("fine", bad)))
        .isInstanceOfSatisfying(
            InvalidPatternException.class, e -> assertThat(e.pattern()).isEqualTo(bad))
        .hasMessage("syntax error in pattern");
  }

  @Test
  void aDirectoryIsSkippedWhenNothingBelowItCanComeBack() {
    assertThat(whole("node_modules", "node_modules")).isTrue();
    assertThat(whole("web/node_modules", "**/node_modules")).isTrue();
    assertThat(whole("web", "**/node_modules")).isFalse();
    assertThat(whole(".idea", "**/.idea/**")).as("all below, if not itself").isTrue();
    assertThat(whole("a/b", "a/**")).isTrue();
    assertThat(whole("a", "a", "!a/keep")).isFalse();
    assertThat(whole("a/other", "a", "!a/keep")).isTrue();
    assertThat(whole("a/keep", "a", "!a/keep")).isFalse();
    assertThat(whole("a/keep/x", "a", "!a/keep")).isFalse();
    assertThat(whole("a", "!a/keep", "a")).as("an earlier ! takes nothing back").isTrue();
    assertThat(whole("a", "a", "!a/keep", "a")).isTrue();
    assertThat(whole("vendor", "**", "!src")).isTrue();
    assertThat(whole("src", "**", "!src")).isFalse();
    assertThat(whole("a", "a", "!**/*.md")).isFalse();
    assertThat(whole("a", "a", "!b/*.md")).isTrue();
    assertThat(whole("a", "a", "!*/x/*.md")).isFalse();
    assertThat(whole("a/y", "a", "!*/x/*.md")).isTrue();
    assertThat(whole("a", "a", "!../elsewhere")).isTrue();
  }

  private static boolean whole(String dir, String... written) {
    return patterns(written).matchesWholeDir(BASE.resolve(dir));
  }

  /** What matchesWholeDir promises, on random patterns and trees. */
  @Test
  void noFileOfAWhollyMatchedDirectoryIsEverUnmatched() {
    Random random = new Random(20_261_124);
    String[] names = {"a", "b", "ab", "a.md", "c"};
    String[] parts = {"a", "b", "ab", "*", "**", "*.md", "a*", "?", "[ab]"};
    int whole = 0;
    for (int round = 0; round < 20_000; round++) {
      List<String> written = new ArrayList<>();
      for (int i = random.nextInt(4); i >= 0; i--) {
        String pattern =
            pick(random, parts) + (random.nextBoolean() ? "/" + pick(random, parts) : "");
        written.add((random.nextInt(3) == 0 ? "!" : "") + pattern);
      }
      DockerPatterns patterns = patterns(written.toArray(String[]::new));
      String dir = pick(random, names) + (random.nextBoolean() ? "/" + pick(random, names) : "");
      String file =
          dir + "/" + pick(random, names) + (random.nextBoolean() ? "/" + pick(random, names) : "");
      if (patterns.matchesWholeDir(BASE.resolve(dir))) {
        whole++;
        assertThat(matches(patterns, file)).as("%s: %s below %s", written, file, dir).isTrue();
      }
    }
    assertThat(whole).isGreaterThan(1_000);
  }

  private static String pick(Random random, String[] from) {
    return from[random.nextInt(from.length)];
  }

  @Test
  void editorsTemporaryFilesAreNoise() {
    PathFilter noise = Ignores.editorNoise();
    for (String name :
        List.of(
            "a.go___jb_old___",
            "a.go___jb_tmp___",
            ".idea/workspace.xml",
            ".#a",
            "#a#",
            "flymake_a.c",
            "4913",
            "a.c~",
            ".a.c.swp",
            ".a.c.swx",
            ".a.c.swo",
            ".a.c.swn",
            ".a.c.kate-swp",
            "x-go-tmp-umask")) {
      assertThat(noise.matches(Path.of("/p/q", name))).as(name).isTrue();
      assertThat(noise.matches(Path.of("/", name))).as(name).isTrue();
    }
    for (String name : List.of("a.go", "4914", "a#", "swp", "a.swp", "idea/x", "flymake.c")) {
      assertThat(noise.matches(Path.of("/p/q", name))).as(name).isFalse();
    }
  }

  @Test
  void aSetWithoutPatternsIsItsWholeBase() throws Exception {
    PathFilter filter =
        Ignores.of(
            List.of(
                new IgnoreDef("/p/.git", List.of()), new IgnoreDef("/p", List.of("**", "!src"))));

    assertThat(filter.matches(Path.of("/p/.git"))).isTrue();
    assertThat(filter.matchesWholeDir(Path.of("/p/.git/objects"))).isTrue();
    assertThat(filter.matches(Path.of("/p/x"))).isTrue();
    assertThat(filter.matches(Path.of("/p/src/x"))).isFalse();
  }

  @Test
  void anExceptionCannotRescueAPathFromAnotherSet() throws Exception {
    PathFilter filter =
        Ignores.of(
            List.of(
                new IgnoreDef("/p", List.of("**", "!src")),
                new IgnoreDef("/p", List.of("src/secret"))));

    assertThat(filter.matches(Path.of("/p/src/secret"))).isTrue();
    assertThat(filter.matches(Path.of("/p/src/open"))).isFalse();
  }

  @Test
  void linesOfAnIgnoreFileAreNormalised() {
    String content =
        "\uFEFF# comment\r\n\r\n  /a/./b/ \r\n!/c\n! d \n  # no comment\n/\n.\n!\nx//y\n\\#z";

    assertThat(IgnoreFile.patterns(content))
        .containsExactly("a/b", "!c", "!d", "# no comment", "/", ".", "!", "x/y", "\\#z");
    assertThat(IgnoreFile.patterns("# only\n\n")).isEmpty();
  }
}
