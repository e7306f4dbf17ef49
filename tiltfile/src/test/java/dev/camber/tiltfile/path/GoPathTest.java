package dev.camber.tiltfile.path;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class GoPathTest {
  @ParameterizedTest
  @CsvSource({
    "'', .",
    "/, /",
    "a//b/./c, a/b/c",
    "a/../.., ..",
    "/../a, /a",
    "../../x, ../../x",
    "./, ."
  })
  void cleaningWorksOnTheTextAlone(String path, String cleaned) {
    assertThat(GoPath.clean(path)).isEqualTo(cleaned);
  }

  @ParameterizedTest
  @CsvSource({"'', .", "/, /", "/a/, a", "a/.., ..", "x, x"})
  void theLastElementIgnoresSlashesBehindIt(String path, String base) {
    assertThat(GoPath.base(path)).isEqualTo(base);
  }

  @Test
  void joiningNothingIsEmpty() {
    assertThat(GoPath.join()).isEmpty();
    assertThat(GoPath.join("", "")).isEmpty();
    assertThat(GoPath.join("/a", "/b")).isEqualTo("/a/b");
  }

  @Test
  void aRelativePathCannotBeSeenFromAnAbsoluteOne() {
    assertThat(GoPath.relative("/a", "b")).isEmpty();
    assertThat(GoPath.relative("/a/b", "/a/c")).contains("../c");
    assertThat(GoPath.relative("..", "a")).isEmpty();
  }

  @Test
  void childrenAreToldByWholeSegments() {
    assertThat(GoPath.isChild("/a/b", "/a/b")).isTrue();
    assertThat(GoPath.isChild("/a/b", "/a/bc")).isFalse();
    assertThat(GoPath.isChild("/", "/a")).isTrue();
  }
}
