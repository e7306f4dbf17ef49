package dev.camber.image.h2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The examples of RFC 7541, appendix C. */
class HpackDecoderTest {
  private static byte[] hex(String text) {
    return HexFormat.of().parseHex(text.replace(" ", ""));
  }

  @Test
  void decodesRequestsWithHuffmanCodes() throws Exception {
    HpackDecoder decoder = new HpackDecoder();
    assertThat(decoder.decode(hex("8286 8441 8cf1 e3c2 e5f2 3a6b a0ab 90f4 ff")))
        .containsExactly(
            new Header(":method", "GET"),
            new Header(":scheme", "http"),
            new Header(":path", "/"),
            new Header(":authority", "www.example.com"));
    assertThat(decoder.decode(hex("8286 84be 5886 a8eb 1064 9cbf")))
        .endsWith(
            new Header(":authority", "www.example.com"), new Header("cache-control", "no-cache"));
    assertThat(decoder.decode(hex("8287 85bf 4088 25a8 49e9 5ba9 7d7f 8925 a849 e95b b8e8 b4bf")))
        .containsExactly(
            new Header(":method", "GET"),
            new Header(":scheme", "https"),
            new Header(":path", "/index.html"),
            new Header(":authority", "www.example.com"),
            new Header("custom-key", "custom-value"));
  }

  @Test
  void decodesPlainLiterals() throws Exception {
    assertThat(
            new HpackDecoder()
                .decode(hex("400a 6375 7374 6f6d 2d6b 6579 0d63 7573 746f 6d2d 6865 6164 6572")))
        .isEqualTo(List.of(new Header("custom-key", "custom-header")));
  }

  @Test
  void forgetsTheOldestWhenTheTableIsFull() throws Exception {
    HpackDecoder decoder = new HpackDecoder();
    decoder.decode(hex("3f01 4001 6101 31 4001 6201 32")); // 32 bytes hold nothing
    assertThatThrownBy(() -> decoder.decode(hex("be"))).hasMessageContaining("no entry 62");
    HpackDecoder larger = new HpackDecoder();
    larger.decode(hex("3f13 4001 6101 31 4001 6201 32")); // 50 bytes hold the last of two
    assertThat(larger.decode(hex("be"))).containsExactly(new Header("b", "2"));
    assertThatThrownBy(() -> larger.decode(hex("bf"))).hasMessageContaining("no entry 63");
  }

  @Test
  void refusesNonsense() {
    assertThatThrownBy(() -> new HpackDecoder().decode(hex("ff80 01")))
        .isInstanceOf(Http2Exception.class)
        .hasMessageContaining("no entry");
    assertThatThrownBy(() -> new HpackDecoder().decode(hex("400a 61")))
        .hasMessage("a header block ends too early");
    assertThatThrownBy(() -> Huffman.decode(hex("00"))).hasMessageContaining("ends in the middle");
  }

  @Test
  void decodesCodesOfManyLengths() throws Exception {
    assertThat(
            new String(
                Huffman.decode(hex("d07abe941054d444a8200595040b8166e082a62d1bff")),
                StandardCharsets.UTF_8))
        .isEqualTo("Mon, 21 Oct 2013 20:13:21 GMT");
  }
}
