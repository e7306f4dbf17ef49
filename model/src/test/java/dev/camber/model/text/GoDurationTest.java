package dev.camber.model.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GoDurationTest {
  @ParameterizedTest
  @CsvSource({
    "0s,0",
    "1ns,1",
    "57.115µs,57115",
    "2.444913ms,2444913",
    "1.5s,1500000000",
    "30m0s,1800000000000",
    "1h0m0s,3600000000000",
    "1h1m1.000000001s,3661000000001",
    "-10s,-10000000000"
  })
  void durationsAreWrittenAndReadAsGoDoes(String text, long nanos) throws Exception {
    assertThat(GoDuration.format(Duration.ofNanos(nanos))).isEqualTo(text);
    assertThat(GoDuration.parse(text)).isEqualTo(Duration.ofNanos(nanos));
  }

  @ParameterizedTest
  @CsvSource({
    "x,time: invalid duration \"x\"", "3,time: missing unit in duration \"3\"",
    "3x,time: unknown unit \"x\" in duration \"3x\"", ".s,time: invalid duration \".s\""
  })
  void otherTextIsRefused(String text, String message) {
    assertThatThrownBy(() -> GoDuration.parse(text)).hasMessage(message);
  }
}
