package dev.camber.model.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.camber.model.codec.CodecException;
import dev.camber.model.codec.RecordCodec;
import dev.camber.model.codec.Time;
import dev.camber.model.json.Json;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class SessionFileTest {
  private static final SessionFile FILE =
      new SessionFile(
          "tilt-10351",
          4711,
          "/home/me/shop",
          "/home/me/shop/Tiltfile",
          "http://localhost:10351",
          "https://127.0.0.1:40001",
          "/run/user/1000/camber/tilt-10351.sock",
          "secret \"token\"",
          Optional.of(new Time(Instant.parse("2026-11-24T12:00:00Z"))));

  @Test
  void whatWasWrittenIsRead() throws Exception {
    assertThat(SessionFile.parse(FILE.toText())).isEqualTo(FILE);
  }

  @Test
  void itIsReadAsTheCodecReadsIt() throws Exception {
    for (String text : List.of("{}", "{\"pid\": 5, \"later\": [1]}", "{\"webUrl\": null}")) {
      assertThat(SessionFile.parse(text))
          .isEqualTo(RecordCodec.decode(SessionFile.class, Json.parse(text)));
    }
  }

  @Test
  void whatDoesNotFitIsNamed() {
    assertThatThrownBy(() -> SessionFile.parse("[]"))
        .isInstanceOf(CodecException.class)
        .hasMessage("value: found array, wanted object");
    assertThatThrownBy(() -> SessionFile.parse("{\"socket\": 1}"))
        .isInstanceOf(CodecException.class)
        .hasMessage("socket: found number, wanted string");
    assertThatThrownBy(() -> SessionFile.parse("{\"pid\": 1.5}"))
        .isInstanceOf(CodecException.class)
        .hasMessage("pid: found number 1.5, wanted an integer");
    assertThatThrownBy(() -> SessionFile.parse("{\"startedAt\": \"noon\"}"))
        .isInstanceOf(CodecException.class)
        .hasMessage("startedAt: found \"noon\", wanted a time such as 2006-01-02T15:04:05Z");
  }
}
