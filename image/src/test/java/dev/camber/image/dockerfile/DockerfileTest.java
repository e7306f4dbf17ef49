package dev.camber.image.dockerfile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.camber.model.image.ImageReference;
import dev.camber.model.image.ImageSelector;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DockerfileTest {

  private static List<String> images(String text, String... buildArgs) throws Exception {
    return Dockerfile.parse(text).images(List.of(buildArgs)).stream()
        .map(ImageReference::familiar)
        .toList();
  }

  @Test
  void findsImagesOfStagesAndCopies() throws Exception {
    String text =
        """
        # a comment with FROM rope/comment
        FROM --platform=$BUILDPLATFORM rope/hemp:raw AS stage1
        RUN --mount=type=bind,from=rope/mounted,target=/m echo hi
        from rope/jute as second
        COPY --from=stage1 --chown=1:1 /a /a
        COPY --chown=1:1 /a /a
        ADD --from=rope/added /b /b
        COPY --from=rope/knot:fine \\
             /bristles /
        ONBUILD COPY --from=rope/later / /
        FROM scratch
        """;
    assertThat(images(text))
        .containsExactly("rope/hemp:raw", "rope/jute", "stage1", "rope/knot:fine", "scratch");
  }

  @Test
  void skipsWhatIsMalformed() throws Exception {
    assertThat(images("FROM\nFROM Bad/Name\nFROM a b c d\nNONSENSE here\nFROM odd/plain"))
        .containsExactly("odd/plain");
    assertThat(images("FROM a\nCOPY --from=b /only-one")).containsExactly("a");
  }

  @Test
  void expandsVariablesAsTheReferenceDoes() throws Exception {
    String text =
        """
        ARG DEF=mill/default
        ARG OVER=mill/wrong
        ARG EMPTY
        ARG TAG=1.2
        ARG ENVVAL=mill/fromenv
        FROM $DEF AS a
        FROM ${OVER} AS b
        FROM ${EMPTY:-mill/fallback} AS c
        FROM mill/tagged:${TAG}-x AS d
        FROM ${MISSING} AS f
        FROM ${EMPTY:+mill/never}scratch AS g
        FROM ${ENVVAL} AS h
        """;
    assertThat(images(text, "OVER=mill/override", "ENVVAL"))
        .containsExactly(
            "mill/default", "mill/override", "mill/fallback", "mill/tagged:1.2-x", "scratch");
  }

  @Test
  void firstDeclarationCountsAndDefaultsDoNotSeeEarlierOnes() throws Exception {
    String text =
        """
        ARG TWICE=sea/first
        ARG PRE=sea
        ARG CHAIN=$PRE/chain
        ARG X=sea/one Y=sea/two
        ARG W=sea/inherited Z
        ARG Q="sea/quoted"
        FROM busybox AS zero
        ARG LATE=sea/late
        FROM $LATE
        ARG TWICE=sea/second
        ARG PRE
        FROM $TWICE
        FROM $CHAIN
        FROM $Y
        FROM $GIVEN
        FROM $Q
        FROM $Z
        """;
    assertThat(images(text, "GIVEN=sea/given"))
        .containsExactly(
            "busybox",
            "sea/late",
            "sea/first",
            "sea/two",
            "sea/given",
            "sea/quoted",
            "sea/inherited");
  }

  @Test
  void readsEscapeDirectivesHeredocsAndWindowsLineEnds() throws Exception {
    assertThat(images("# escape=`\nFROM `\n  odd/escaped `\n  AS x\nRUN C:\\dir"))
        .containsExactly("odd/escaped");
    assertThat(
            images(
                "FROM busybox\nRUN <<EOF\nFROM odd/inside\nEOF\n"
                    + "COPY --from=odd/heredoc <<F /f\ntext\nF\nFROM odd/after"))
        .containsExactly("busybox", "odd/heredoc", "odd/after");
    assertThat(images("FROM odd/crlf\r\nRUN x\r\n")).containsExactly("odd/crlf");
    assertThat(images("\uFEFFFROM odd/bom")).containsExactly("odd/bom");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'FROM busybox\nRUN <<EOF\nnever closed'|unterminated heredoc",
        "'\n# nothing here\n\n'|file with no instructions",
        "''|file with no instructions",
        "'FROM x\nENV A'|ENV must have two arguments",
        "'FROM x\nLABEL a=1 b'|Syntax error - can't find = in \"b\". Must be of the form:"
            + " name=value",
        "'FROM x\nCMD [\"a\", 1]'|when using JSON array syntax, arrays must be comprised of"
            + " strings only",
        "'# escape=x\nFROM x'|invalid escape token 'x' does not match ` or \\",
        "'# syntax=a\n# syntax=b\nFROM x'|only one syntax parser directive can be used",
      })
  void refusesWhatBuildKitRefuses(String text, String message) {
    assertThatThrownBy(() -> Dockerfile.parse(text))
        .isInstanceOf(DockerfileSyntaxException.class)
        .hasMessage(message);
  }

  private static String injected(String text, String selector, String reference, String... args)
      throws Exception {
    return Dockerfile.parse(text)
        .inject(ImageSelector.parse(selector), ImageReference.parse(reference), List.of(args))
        .map(Dockerfile::print)
        .orElse("nothing injected");
  }

  @Test
  void injectsBuiltImages() throws Exception {
    String text =
        """

        ARG TAG="latest"
        FROM mast/base:${TAG}
        # why
        COPY --from="mast/sail" --chown=1:2 /a \\
           /b
        ADD . .
        """;
    assertThat(injected(text, "mast/base", "localhost:5000/mast_base:tilt-1"))
        .isEqualTo(
            """

            ARG TAG="latest"
            FROM localhost:5000/mast_base:tilt-1

            COPY --from="mast/sail" --chown=1:2 /a /b

            ADD . .
            """);
    assertThat(injected(text, "mast/sail", "mast/sail:tilt-2"))
        .contains("COPY --from=mast/sail:tilt-2 --chown=1:2 /a /b\n");
    assertThat(injected(text, "mast/other", "mast/other:tilt-3")).isEqualTo("nothing injected");
  }

  @Test
  void printsWhatItDoesNotChangeWithoutLoss() throws Exception {
    String text =
        """
        # syntax = docker/dockerfile:1

        FROM a
        ENV OLD value with blanks
        ENV A="1 2" B='3'
        LABEL "com.example.vendor"="ACME Incorporated"
        RUN --mount=type=secret,id="a b" set -e && echo "x  y"
        RUN <<-'EOF' cat
        \tone $x
        EOF
        CMD ["sh", "-c", "echo \\"bye\\""]
        COPY ["a b", "/c d"]
        HEALTHCHECK --interval=5s CMD ["true"]
        ONBUILD RUN x
        NONSENSE here
        """;
    assertThat(Dockerfile.parse(text).print()).isEqualTo(text);
  }

  @Test
  void printsDirectivesFirstAndSorted() throws Exception {
    assertThat(Dockerfile.parse("# syntax=s\n# escape=`\n\nFROM x\nRUN a `\n  b\n").print())
        .isEqualTo("# escape = `\n# syntax = s\n\nFROM x\nRUN a   b\n");
  }

  @ParameterizedTest
  @CsvSource({
    "${A#*/}, b/c",
    "${A##*/}, c",
    "${A%/*}, a/b",
    "${A%%/*}, a",
    "${A/b/x}, a/x/c",
    "${A//\\//-}, a-b-c",
    "${NONE-x}$A, xa/b/c",
    "'''$A''', $A",
    "\\$A, $A",
  })
  void expandsShellSubstitutions(String word, String wanted) throws Exception {
    assertThat(WordExpansion.expand(word, '\\', java.util.Map.of("A", "a/b/c"))).isEqualTo(wanted);
  }
}
