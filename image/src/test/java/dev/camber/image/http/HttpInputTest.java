package dev.camber.image.http;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class HttpInputTest {
  private static InputStream bytes(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void noticesABodyThatIsCutShort() {
    assertThatThrownBy(() -> HttpInput.chunked(bytes("ff\r\nab")).readAllBytes())
        .hasMessage("the connection was closed inside a chunk");
    assertThatThrownBy(() -> HttpInput.fixed(bytes("ab"), 5).readAllBytes())
        .hasMessage("the connection was closed with 3 bytes missing");
    assertThatThrownBy(() -> HttpInput.chunked(bytes("xyz\r\n")).readAllBytes())
        .hasMessage("not the size of a chunk: \"xyz\"");
  }
}
