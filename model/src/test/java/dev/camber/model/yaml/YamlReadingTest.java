package dev.camber.model.yaml;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class YamlReadingTest {
  private static String kubernetes(String text) throws YamlException {
    return Yaml.read(text, YamlSchema.KUBERNETES).compact();
  }

  private static String compose(String text) throws YamlException {
    return Yaml.read(text, YamlSchema.COMPOSE).compact();
  }

  @ParameterizedTest(name = "{0} is read as {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "y|true",
        "No|false",
        "on|true",
        "~|null",
        "0777|511",
        "0o17|15",
        "0x1f|31",
        "0b11|3",
        "08|8",
        "1_000|1000",
        "1e3|1000",
        "1e21|1e+21",
        "1e-7|1e-7",
        "1e400|\"1e400\"",
        "1.0|1",
        ".5|0.5",
        "1:30|\"1:30\"",
        "2001-12-14|\"2001-12-14\"",
        "9223372036854775807|9223372036854775807",
        "12345678901234567890|12345678901234567890",
        "18446744073709551616|18446744073709552000",
        "=|\"=\"",
        "!!str 5|\"5\"",
        "!!float 2|2",
        "! 12|\"12\"",
        "!!binary aGk=|\"hi\"",
      })
  void scalarsAreReadAsKubernetesReadsThem(String text, String json) throws YamlException {
    assertThat(kubernetes(text)).isEqualTo(json);
  }

  @ParameterizedTest(name = "{0} is read as {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {"y|\"y\"", "yes|\"yes\"", "true|true", "0777|511", "off|\"off\"", "~|null"})
  void composeFilesHaveFewerBooleans(String text, String json) throws YamlException {
    assertThat(compose(text)).isEqualTo(json);
  }

  @Test
  void keysBecomeStrings() throws YamlException {
    assertThat(kubernetes("{1: a, 1.5: b, true: c, 0x10: d, 2.0: e}"))
        .isEqualTo("{\"1\":\"a\",\"1.5\":\"b\",\"true\":\"c\",\"16\":\"d\",\"2\":\"e\"}");
  }

  @Test
  void theLastOfTwoEqualKeysWinsInKubernetesFiles() throws YamlException {
    assertThat(kubernetes("a: 1\na: 2\n")).isEqualTo("{\"a\":2}");
  }

  @Test
  void twoEqualKeysAreAnErrorInComposeFiles() {
    assertThatThrownBy(() -> compose("a: 1\nb: 1\na: 2\n"))
        .hasMessage(
            "yaml: unmarshal errors:\n  line 3: mapping key \"a\" already defined at line 1");
  }

  @Test
  void aMergedKeyBeatsOneWrittenBeforeItButNotOneAfterIt() throws YamlException {
    assertThat(kubernetes("b: &b {x: 1, y: 1}\nd:\n  x: 2\n  <<: *b\n  \"y\": 3\n"))
        .contains("\"d\":{\"x\":1,\"true\":1,\"y\":3}");
  }

  @Test
  void ownKeysAlwaysBeatMergedOnesInComposeFiles() throws YamlException {
    assertThat(compose("b: &b {x: 1, z: 1}\nd:\n  x: 2\n  <<: *b\n"))
        .contains("\"d\":{\"x\":2,\"z\":1}");
  }

  @Test
  void textAfterADocumentEndIsLost() throws YamlException {
    assertThat(kubernetes("a: 1\n...\nb: [\n")).isEqualTo("{\"a\":1}");
  }

  @Test
  void theAliasGuardStopsAnExplodingDocument() {
    StringBuilder bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
    for (int i = 1; i < 9; i++) {
      bomb.append("a%d: &a%d [".formatted(i, i)).append("*a%d,".formatted(i - 1).repeat(10));
      bomb.append("]\n");
    }
    assertThatThrownBy(() -> kubernetes(bomb.toString()))
        .hasMessage("yaml: document contains excessive aliasing");
  }

  @Test
  void anAnchorMayNotContainItself() {
    assertThatThrownBy(() -> kubernetes("a: &x [*x]"))
        .hasMessage("yaml: anchor 'x' value contains itself");
  }

  @Test
  void deepNestingIsAnErrorAndNotAStackOverflow() {
    assertThatThrownBy(() -> kubernetes("[".repeat(100_000)))
        .hasMessageContaining("exceeded max depth of");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "a: [1|yaml: line 1: did not find expected ',' or ']'",
        "a:^\tb: 1|yaml: line 2: found character that cannot start any token",
        "a: 1^ b: 2|yaml: line 2: mapping values are not allowed in this context",
        "b: }|yaml: did not find expected node content",
        "a: *x|yaml: unknown anchor 'x' referenced",
        "{<<: 3}|yaml: map merge requires map or sequence of maps as the value",
        "%YAML 1.2^---^a: 1|yaml: found incompatible YAML document",
        "[1]: x|yaml: invalid map key: []interface {}{1}",
        "~: x|unsupported map key of type: %!s(<nil>), key: <nil>, value: \"x\"",
        "a: .inf|json: unsupported value: +Inf",
        "a: \"\\q\"^b: 1|yaml: found unknown escape character",
        "!!int x|yaml: cannot decode !!str `x` as a !!int",
      })
  void errorsAreWordedAsTheKubernetesToolsWordThem(String text, String message) {
    assertThatThrownBy(() -> kubernetes(text.replace('^', '\n')))
        .isInstanceOf(YamlException.class)
        .hasMessage(message);
  }

  @Test
  void controlCharactersAreRefused() {
    assertThatThrownBy(() -> kubernetes("a: x\u0001"))
        .hasMessage("yaml: control characters are not allowed");
  }

  @Test
  void aFileInAnotherEncodingIsRefusedInsteadOfRead() {
    String latin1 = YamlText.decode("name: caf\u00e9 au lait".getBytes(ISO_8859_1));
    assertThatThrownBy(() -> kubernetes(latin1)).hasMessage("yaml: invalid trailing UTF-8 octet");
    assertThatThrownBy(() -> kubernetes(YamlText.decode(new byte[] {'a', (byte) 0x80})))
        .hasMessage("yaml: invalid leading UTF-8 octet");
    assertThatThrownBy(
            () -> kubernetes(YamlText.decode(new byte[] {'a', (byte) 0xe2, (byte) 0x82})))
        .hasMessage("yaml: incomplete UTF-8 octet sequence");
  }

  @Test
  void utf8IsDecodedWhole() throws YamlException {
    String text = "a: \u00e9 \u20ac \ud83d\ude00";
    assertThat(YamlText.decode(text.getBytes(UTF_8))).isEqualTo(text);
    assertThat(kubernetes(text)).isEqualTo("{\"a\":\"\u00e9 \u20ac \ud83d\ude00\"}");
  }

  private static List<String> documents(String text) throws YamlException {
    YamlDocuments documents = new YamlDocuments(text);
    List<String> found = new ArrayList<>();
    for (Optional<String> next = documents.next(); next.isPresent(); next = documents.next()) {
      found.add(next.get());
    }
    return found;
  }

  @Test
  void documentsAreSplitAtSeparatorLines() throws YamlException {
    assertThat(documents("a: 1\r\n--- # comment\r\nb: 2\n---\n"))
        .containsExactly("a: 1\n", "b: 2\n");
  }

  @Test
  void aSeparatorBeforeAnyContentStaysInTheDocument() throws YamlException {
    assertThat(documents("---\na: 1\n---\n---\nb: 2"))
        .containsExactly("---\na: 1\n", "---\nb: 2\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"--- text", "a: 1\n---text\n", "---- "})
  void textOnASeparatorLineIsAnError(String text) {
    assertThatThrownBy(() -> documents(text))
        .hasMessageStartingWith("invalid Yaml document separator: ");
  }
}
