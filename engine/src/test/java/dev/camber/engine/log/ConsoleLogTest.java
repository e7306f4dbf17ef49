package dev.camber.engine.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.camber.engine.reconcile.ManualLoop;
import dev.camber.model.log.LogLevel;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConsoleLogTest {
  @TempDir Path directory;

  @Test
  void printsEverythingWrittenBeforeItIsClosed() {
    ManualLoop loop = new ManualLoop();
    StringBuffer out = new StringBuffer();
    try (LogStore store = new LogStore(loop, loop, directory, LogLimits.DEFAULT)) {
      ConsoleLog console = new ConsoleLog(store, 0, LogFilter.ALL, out::append);
      StringBuilder wanted = new StringBuilder();
      for (int i = 0; i < 12_000; i++) {
        store.logger("web", "w").info("line " + i);
        wanted.append("          web │ line ").append(i).append('\n');
      }
      store.logger("web", "w").write(LogLevel.INFO, "no end");
      console.close();
      assertThat(out.toString()).isEqualTo(wanted + "          web │ no end\n");
    }
  }

  @Test
  void showsTheHeadsOfUpdatesWhateverSourceIsAskedFor() {
    ManualLoop loop = new ManualLoop();
    StringBuffer out = new StringBuffer();
    try (LogStore store = new LogStore(loop, loop, directory, LogLimits.DEFAULT)) {
      store.logger("a", "build:1").write(LogLevel.INFO, "head\n", Map.of("buildEvent", "init"));
      store.logger("a", "cmd:a:update").info("runs");
      store.logger("a", "build:1").info("built");
      store.logger("b", "build:2").info("other");
      new ConsoleLog(
              store,
              0,
              new LogFilter(
                  Set.of("a"), LogFilter.Source.BUILD, Optional.empty(), Optional.empty()),
              out::append)
          .close();
    }
    assertThat(out.toString()).isEqualTo("\nhead\nbuilt\n");
  }
}
