package dev.camber.engine.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.camber.model.log.LogLevel;
import dev.camber.model.text.Paint;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LogColoursTest {
  private static LogSegment line(long sequence, String resource, LogLevel level, String text) {
    return new LogSegment(
        sequence,
        Instant.EPOCH,
        level,
        "span:" + resource,
        resource,
        text,
        level == LogLevel.ERROR,
        false,
        Map.of());
  }

  private static String prefix(String resource) {
    return Paint.COLOURS.as(resource, LogRenderer.prefixOf(resource));
  }

  @Test
  void everyNameHasItsColourAndWhatALineLeavesOnEndsWithIt() {
    LogRenderer renderer = new LogRenderer(true, true, Paint.COLOURS);
    assertThat(
            renderer.render(
                List.of(
                    line(0, "a", LogLevel.INFO, "\u001b[31mred\n"),
                    line(1, "b", LogLevel.ERROR, "broken\n"))))
        .isEqualTo(
            prefix("a")
                + "\u001b[31mred\n"
                + Paint.RESET
                + prefix("b")
                + Paint.COLOURS.red("ERROR: ")
                + "broken\n");
  }
}
