package dev.camber.app.terminal;

import dev.camber.model.api.ApiObject;
import dev.camber.model.api.Kinds;
import dev.camber.model.api.UIResourceSpec;
import dev.camber.model.api.UIResourceStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The keys, and below them how the resources are doing, drawn anew in its place. */
final class PromptView implements View {
  private static final int MOST_LINES = 12;

  /** Running times are counted on. */
  private static final Duration TICK = Duration.ofSeconds(1);

  private final Sources sources;
  private final Tty tty;
  private List<String> drawn = List.of();
  private int drawnWidth;
  private int drawnBefore; // which suspension
  private boolean ticking;
  private boolean stopping;

  /** Shows the state below the {@link #hints}, which have been printed. */
  PromptView(Sources sources, Tty tty) {
    this.sources = sources;
    this.tty = tty;
    sources.out().print(Screen.HIDE_CURSOR);
    draw();
  }

  /** Prints which keys there are. */
  static void hints(Sources sources) {
    sources.url().ifPresent(url -> sources.out().println("(space) to open the browser"));
    sources.out().println("(s) to stream logs (--stream=true)");
    sources.out().println("(t) to open legacy terminal mode (--legacy=true)");
    sources.out().println("(ctrl-c) to exit");
    sources.out().println();
  }

  @Override
  public Optional<PromptConsole.Mode> key(int key) {
    return switch (key) {
      case 's' -> Optional.of(PromptConsole.Mode.STREAM);
      case 't', 'h' -> Optional.of(PromptConsole.Mode.FULL_SCREEN);
      case ' ' -> {
        sources.url().ifPresent(this::open);
        yield Optional.empty();
      }
      default -> Optional.empty();
    };
  }

  private void open(String url) {
    erase();
    sources.out().println("Opening browser: " + url);
    sources.actions().open(url).ifPresent(e -> sources.out().println("Error: " + e));
    draw();
  }

  @Override
  public void draw() {
    List<ApiObject<UIResourceSpec, UIResourceStatus>> resources =
        sources.store().list(Kinds.UI_RESOURCE);
    ticking = resources.stream().anyMatch(r -> r.status().currentBuild().isPresent());
    int width = tty.columns();
    List<String> lines =
        new ArrayList<>(
            Summary.lines(
                resources,
                width,
                Math.max(1, Math.min(MOST_LINES, tty.rows() - 8)),
                sources.paint(),
                sources.store().now()));
    if (stopping) {
      lines.add(sources.paint().dim("stopping what runs here; (ctrl-c) again to end at once"));
    }
    if (lines.equals(drawn) && width == drawnWidth) {
      return;
    }
    StringBuilder text = new StringBuilder(erasing());
    lines.forEach(line -> text.append(line).append('\n'));
    sources.out().print(text);
    sources.out().flush();
    drawn = lines;
    drawnBefore = tty.suspensions();
    drawnWidth = width;
  }

  /** A narrower terminal has broken the lines that were too long for it. */
  private String erasing() {
    if (drawn.isEmpty() || drawnBefore != tty.suspensions()) {
      return "";
    }
    int width = tty.columns();
    int rows = 0;
    for (String line : drawn) {
      int length = Screen.length(line);
      rows += Math.max(1, (length + width - 1) / width);
    }
    return Screen.up(rows) + Screen.CLEAR_BELOW;
  }

  private void erase() {
    sources.out().print(erasing());
    drawn = List.of();
  }

  @Override
  public void resized() {
    draw();
  }

  @Override
  public void resumed() {
    // The shell has written below: what was drawn stays where it is.
    drawn = List.of();
    sources.out().println();
    hints(sources);
    sources.out().print(Screen.HIDE_CURSOR);
    draw();
  }

  @Override
  public Duration tick() {
    return ticking ? TICK : Duration.ZERO;
  }

  @Override
  public void stopping() {
    stopping = true;
    draw();
  }

  @Override
  public void close() {
    erase();
    sources.out().print(Screen.SHOW_CURSOR);
    sources.out().flush();
  }
}
