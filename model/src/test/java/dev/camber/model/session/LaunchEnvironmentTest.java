package dev.camber.model.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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

  @Test
  void what_a_session_starts_finds_the_programs_beside_this_one_first(@TempDir Path programs) {
    Map<String, String> set = Map.of("PATH", "/usr/bin:/bin", "A", "b");
    assertThat(LaunchEnvironment.finding(programs, set))
        .isEqualTo(Map.of("PATH", programs + ":/usr/bin:/bin", "A", "b"));
    assertThat(LaunchEnvironment.finding(programs.resolve("none"), set)).isEqualTo(set);
    assertThat(LaunchEnvironment.finding(programs, Map.of("A", "b"))).isEqualTo(Map.of("A", "b"));
  }
}
