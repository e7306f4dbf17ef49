package dev.camber.model.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

final class LaunchEnvironmentTest {
  @Test
  void what_the_launcher_changed_is_taken_back() {
    assertThat(
            LaunchEnvironment.original(
                Map.of("A", "b", "LC_ALL", "C.UTF-8", "CAMBER_ORIGINAL_LC_ALL", "=POSIX")))
        .isEqualTo(Map.of("A", "b", "LC_ALL", "POSIX"));
  }

  @Test
  void what_was_not_set_or_empty_is_so_again() {
    assertThat(
            LaunchEnvironment.original(Map.of("LC_ALL", "C.UTF-8", "CAMBER_ORIGINAL_LC_ALL", "")))
        .isEmpty();
    assertThat(
            LaunchEnvironment.original(Map.of("LC_ALL", "C.UTF-8", "CAMBER_ORIGINAL_LC_ALL", "=")))
        .isEqualTo(Map.of("LC_ALL", ""));
  }
}
