package dev.camber.model.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImageReferenceTest {
  private static final String SHA = "sha256:" + "ab".repeat(32);

  @ParameterizedTest
  @CsvSource({
    "teapot, docker.io/library/teapot, teapot",
    "docker.io/library/teapot, docker.io/library/teapot, teapot",
    "index.docker.io/potters/cup, docker.io/potters/cup, potters/cup",
    "library/saucer:v1, docker.io/library/saucer:v1, saucer:v1",
    "docker.io/library/deep/er, docker.io/library/deep/er, library/deep/er",
    "localhost/jug, localhost/jug, localhost/jug",
    "localhost:5000/kitchen/sink:1, localhost:5000/kitchen/sink:1, localhost:5000/kitchen/sink:1",
    "LOUD.example/plate, LOUD.example/plate, LOUD.example/plate",
    "Loud/plate, Loud/plate, Loud/plate",
    "under__score/a-b--c.d, docker.io/under__score/a-b--c.d, under__score/a-b--c.d",
    "[::1]:5000/x, [::1]:5000/x, [::1]:5000/x",
  })
  void completesAndShortensNames(String text, String full, String familiar) throws Exception {
    ImageReference reference = ImageReference.parse(text);
    assertThat(reference).hasToString(full);
    assertThat(reference.familiar()).isEqualTo(familiar);
  }

  @Test
  void separatesTagAndDigest() throws Exception {
    ImageReference reference = ImageReference.parse("weaver/loom:1.2@" + SHA);
    assertThat(reference.tag()).isEqualTo("1.2");
    assertThat(reference.digest()).isEqualTo(SHA);
    assertThat(reference.nameOnly()).hasToString("docker.io/weaver/loom");
    assertThat(reference.withTag("x")).hasToString("docker.io/weaver/loom:x");
    assertThat(reference.withDefaultTag()).isSameAs(reference);
    assertThat(ImageReference.parse("loom").withDefaultTag().familiar()).isEqualTo("loom:latest");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''|invalid reference format",
        "a b|invalid reference format",
        "loom:|invalid reference format",
        "https://registry.example/x|invalid reference format",
        "a//b|invalid reference format",
        "loom@sha256:abcd|invalid reference format",
        "Lighthouse/Keeper|invalid reference format: repository name (Keeper) must be lowercase",
        "Keeper:x|invalid reference format: repository name (library/Keeper) must be lowercase",
        "loom@sha256:abababababababababababababababababababab|invalid checksum digest length",
        "loom@md9:abababababababababababababababababababab|unsupported digest algorithm",
      })
  void refusesWithDockersText(String text, String message) {
    assertThatThrownBy(() -> ImageReference.parse(text))
        .isInstanceOf(InvalidReferenceException.class)
        .hasMessage(message);
  }

  @Test
  void refusesWhatIsTooLongOrLooksLikeAnId() {
    String hex = "0123456789abcdef".repeat(4);
    assertThatThrownBy(() -> ImageReference.parse(hex))
        .hasMessage(
            "invalid repository name (" + hex + "), cannot specify 64-byte hexadecimal strings");
    assertThatThrownBy(() -> ImageReference.parse("x/" + "y".repeat(300)))
        .hasMessage("repository name must not be more than 255 characters");
    assertThatThrownBy(() -> ImageReference.parse("loom:" + "t".repeat(129)))
        .hasMessage("invalid reference format");
    assertThatThrownBy(() -> ImageReference.parse("loom\n")).hasMessage("invalid reference format");
    assertThatThrownBy(() -> ImageReference.parse("loom@sha256:" + "AB".repeat(32)))
        .hasMessage("invalid checksum digest format");
  }

  @Test
  void asksForCanonicalNames() throws Exception {
    assertThat(ImageReference.parseCanonical("gcr.io/x")).hasToString("gcr.io/x");
    assertThatThrownBy(() -> ImageReference.parseCanonical("bazaar/x"))
        .hasMessage("repository name must be canonical");
  }
}
