package dev.camber.kubernetes.types;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CanonicalFormsTest {
  @ParameterizedTest(name = "{0} is printed as {1}")
  @CsvSource({
    "1, 1",
    "0.5, 500m",
    "1000, 1k",
    "1024Mi, 1Gi",
    "1.5Gi, 1536Mi",
    "0.1Ki, 102400m",
    "1e3, 1e3",
    "10e3, 10e3",
    "1000e3, 1e6",
    "007, 007",
    "+2, +2",
    "5., 5.",
    "00, 0",
    "-1500m, -1500m",
    "1.0001n, 2n",
    "123456789012345678901, 123456789012345678901",
    "100000Ei, 9223372036854775807",
    "1E, 1E",
  })
  void quantitiesAreCanonical(String text, String canonical) throws DecodingException {
    assertThat(Quantity.canonical(text)).isEqualTo(canonical);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "lots|quantities must match the regular expression",
        "5Zi|quantities must match the regular expression",
        "1kk|unable to parse quantity's suffix",
        "''|quantities must match the regular expression",
      })
  void textsThatAreNoQuantitiesAreRefused(String text, String message) {
    assertThatThrownBy(() -> Quantity.canonical(text)).hasMessageStartingWith(message);
  }

  @ParameterizedTest(name = "{0} is printed as {1}")
  @CsvSource({
    "2024-02-03T04:05:06Z, 2024-02-03T04:05:06Z",
    "2024-02-03T06:05:06+02:00, 2024-02-03T04:05:06Z",
    "2024-02-03T04:05:06.789Z, 2024-02-03T04:05:06Z",
    "0001-01-01T00:00:00Z, ''",
  })
  void timesAreInUtcAndWholeSeconds(String text, String printed) throws DecodingException {
    assertThat(GoTime.seconds(text)).isEqualTo(printed);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "x|parsing time \"x\" as \"2006-01-02T15:04:05Z07:00\": cannot parse \"x\" as \"2006\"",
        "2024-13-03T04:05:06Z|parsing time \"2024-13-03T04:05:06Z\": month out of range",
        "2024-02-30T04:05:06Z|parsing time \"2024-02-30T04:05:06Z\": day out of range",
        "2024-02-03T04:05:06Zx|parsing time \"2024-02-03T04:05:06Zx\": extra text: \"x\"",
      })
  void timesThatCannotBeReadAreExplained(String text, String message) {
    assertThatThrownBy(() -> GoTime.seconds(text)).hasMessage(message);
  }

  @ParameterizedTest
  @CsvSource({
    "YQ==, -1",
    "YWI=, -1",
    "'', -1",
    "a, 0",
    "not base64!, 3",
    "abc, 0",
    "YQ=, 3",
    "YQ==x, 4",
  })
  void theFirstBadByteOfBase64IsFound(String text, int offset) {
    assertThat(GoBase64.firstBadByte(text)).isEqualTo(offset);
  }
}
