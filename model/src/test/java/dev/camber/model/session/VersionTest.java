package dev.camber.model.session;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class VersionTest {
  @Test
  void under_the_name_of_tilt_the_version_is_the_one_extensions_compare_with() {
    Version own = Version.current();
    assertThat(Version.calledAs("camber")).isEqualTo(own);
    assertThat(Version.calledAs("tilt").stamp())
        .isEqualTo("v" + Version.COMPATIBLE + ", built " + own.date());
  }
}
