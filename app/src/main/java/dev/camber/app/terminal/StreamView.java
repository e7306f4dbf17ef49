package dev.camber.app.terminal;

import dev.camber.engine.log.ConsoleLog;
import java.time.Duration;
import java.util.Optional;

/** The log as a stream, from where an earlier one ended; keys lead back. */
final class StreamView implements View {
  private final Sources sources;
  private final ConsoleLog log;

  StreamView(Sources sources, long from) {
    this.sources = sources;
    sources
        .out()
        .println(
            sources
                .paint()
                .dim(
                    "Streaming the log: (s) to stop streaming, "
                        + (sources.url().isPresent() ? "(space) to open the browser, " : "")
                        + "(ctrl-c) to exit"));
    this.log =
        new ConsoleLog(
            sources.log(),
            from,
            sources.filter(),
            sources.paint(),
            text -> {
              sources.out().print(text);
              sources.out().flush();
            });
  }

  @Override
  public Optional<PromptConsole.Mode> key(int key) {
    return switch (key) {
      case 's', 'q' -> Optional.of(PromptConsole.Mode.PROMPT);
      case 't', 'h' -> Optional.of(PromptConsole.Mode.FULL_SCREEN);
      case ' ' -> {
        sources
            .url()
            .ifPresent(url ->
                sources.actions().open(url).ifPresent(e -> sources.out().println("Error: " + e)));
        yield Optional.empty();
      }
      default -> Optional.empty();
    };
  }

  /** After {@link #close}: how much of the log was shown. */
  long checkpoint() {
    return log.checkpoint();
  }

  @Override
  public void draw() {
    // The log comes by itself.
  }

  @Override
  public void resized() {
    // What scrolled by stays as it is.
  }

  @Override
  public void resumed() {
    // What was written meanwhile comes by itself.
  }

  @Override
  public Duration tick() {
    return Duration.ZERO;
  }

  @Override
  public void stopping() {
    // The log says what is being ended.
  }

  @Override
  public void close() {
    log.close();
  }
}
