package dev.camber.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ObjectNamesTest {
  @Test
  void replacesWhatANameMayNotContain() {
    assertThat(ObjectNames.sanitize("gcr.io/foo%2:dev")).isEqualTo("gcr.io_foo_2:dev");
    assertThat(ObjectNames.sanitize("(Tiltfile)")).isEqualTo("(Tiltfile)");
    assertThat(ObjectNames.sanitize("..")).isEqualTo("__");
  }

  @Test
  void cutsLongNamesAndMarksThemByHash() {
    String name = ObjectNames.sanitize("a/" + "b".repeat(300));
    assertThat(name).hasSize(253).startsWith("a_b").matches(".*b-[0-9a-f]{8}");
    assertThat(ObjectNames.sanitize("a_" + "b".repeat(300))).isNotEqualTo(name);
  }

  @Test
  void hashesAsFnv1aDoes() {
    assertThat(ObjectNames.fnv32a("")).isEqualTo("811c9dc5");
    assertThat(ObjectNames.fnv32a("foobar")).isEqualTo("bf9cf968");
  }

  @Test
  void sanitizesLabels() {
    assertThat(ObjectNames.sanitizeLabel("my label/1")).isEqualTo("my_label_1");
    assertThat(ObjectNames.sanitizeLabel("x".repeat(80))).hasSize(63);
  }
}
