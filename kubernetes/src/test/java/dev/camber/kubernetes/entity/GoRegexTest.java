package dev.camber.kubernetes.entity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GoRegexTest {
  @ParameterizedTest(name = "{0} in {1}: {2}")
  @CsvSource({
    "m.nu$, Menu, true",
    "^menu, aMenu, false",
    "'', anything, true",
    "'[[:alpha:]]+[0-9]{2}', v1ab22, true",
    "'(?P<n>b|c)d', acd, true",
    "'\\Qa.b\\E', axb, false",
    "'[a&&b]', '&', true",
    "'\\p{Greek}', λ, true",
  })
  void patternsAreLookedForAnywhereWhateverTheCase(String pattern, String text, boolean found)
      throws Exception {
    assertThat(GoRegex.compileIgnoringCase(pattern).matcher(text).find()).isEqualTo(found);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Wid(get|missing closing ): `(?i)Wid(get`",
        "a)|unexpected ): `(?i)a)`",
        "[1|missing closing ]: `[1`",
        "*|missing argument to repetition operator: `*`",
        "a**|invalid nested repetition operator: `**`",
        "a{2,1}|invalid repeat count: `{2,1}`",
        "(?!x)|invalid or unsupported Perl syntax: `(?!`",
        "[b-a]|invalid character class range: `b-a`",
        "\\q|invalid escape sequence: `\\q`",
        "\\|trailing backslash at end of expression: ``",
      })
  void patternsThatGoRefusesAreRefusedInItsWords(String pattern, String message) {
    assertThatThrownBy(() -> GoRegex.compileIgnoringCase(pattern))
        .hasMessage("error parsing regexp: " + message);
  }
}
