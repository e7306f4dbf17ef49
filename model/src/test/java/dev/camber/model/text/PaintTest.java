package dev.camber.model.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PaintTest {
  @Test
  void coloursNeedATerminalUnlessTheyAreForced() {
    assertThat(Paint.of(Map.of("TERM", "xterm"), true).isOn()).isTrue();
    assertThat(Paint.of(Map.of("TERM", "xterm"), false).isOn()).isFalse();
    assertThat(Paint.of(Map.of("CLICOLOR_FORCE", "1"), false).isOn()).isTrue();
    assertThat(Paint.of(Map.of("CLICOLOR_FORCE", "0"), false).isOn()).isFalse();
  }

  @Test
  void whoWantsNoneGetsNone() {
    assertThat(Paint.of(Map.of("NO_COLOR", "1", "CLICOLOR_FORCE", "1"), true).isOn()).isFalse();
    assertThat(Paint.of(Map.of("NO_COLOR", ""), true).isOn()).isTrue();
    assertThat(Paint.of(Map.of("CLICOLOR", "0"), true).isOn()).isFalse();
    assertThat(Paint.of(Map.of("TERM", "dumb"), true).isOn()).isFalse();
  }

  @Test
  void aNameKeepsItsColourAndNamesDiffer() {
    assertThat(Paint.COLOURS.as("web", "x")).isEqualTo(Paint.COLOURS.as("web", "x"));
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < 100; i++) {
      seen.add(Paint.COLOURS.as("service-" + i, "x"));
    }
    assertThat(seen).hasSize(10).doesNotContain("\u001b[31mx" + Paint.RESET);
    assertThat(Paint.NONE.as("web", "x")).isEqualTo("x");
  }
}
