package dev.camber.tiltfile.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class GoJsonTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"a\" 1}|invalid character '1' after object key",
        "{\"a\":1 2}|invalid character '2' after object key:value pair",
        "[1 2]|invalid character '2' after array element",
        "[1.]|invalid character ']' after decimal point in numeric literal",
        "[1ex]|invalid character 'x' in exponent of numeric literal",
        "[-]|invalid character ']' in numeric literal",
        "[tru]|invalid character ']' in literal true (expecting 'e')",
        "[\"\\q\"]|invalid character 'q' in string escape code",
        "[\"\\u00zz\"]|invalid character 'z' in \\u hexadecimal character escape",
        "{|unexpected end of JSON input",
        "1 2|invalid character '2' after top-level value"
      })
  void mistakesAreToldInGosWords(String text, String message) {
    assertThatThrownBy(() -> GoJson.unmarshal(text))
        .isInstanceOf(GoJson.Invalid.class)
        .hasMessage(message);
  }

  @Test
  void halfASurrogatePairBecomesTheReplacementCharacter() throws Exception {
    assertThat(GoJson.unmarshal("\"\\ud800x\"").asString()).contains("\uFFFDx");
    assertThat(GoJson.unmarshal("\"\\ud83d\\ude00\"").asString()).contains("\uD83D\uDE00");
  }

  @Test
  void nestingWithoutEndIsRefused() {
    assertThatThrownBy(() -> GoJson.unmarshal("[".repeat(20_000)))
        .isInstanceOf(GoJson.Invalid.class)
        .hasMessage("exceeded max depth");
  }
}
