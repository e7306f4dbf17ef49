package dev.camber.app.terminal;

import dev.camber.engine.log.LogFilter;
import dev.camber.engine.log.LogRenderer;
import dev.camber.engine.log.LogSegment;
import dev.camber.model.api.ApiObject;
import dev.camber.model.api.Kinds;
import dev.camber.model.api.UIResourceSpec;
import dev.camber.model.api.UIResourceStatus;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All resources on the whole screen, with the log of the selected one. Source: spec CLI and API,
 * section 13.3.
 */
final class FullScreenView implements View {
  private static final String ENTER = "\u001b[?1049h" + Screen.HIDE_CURSOR;
  private static final String LEAVE = "\u001b[?1049l" + Screen.SHOW_CURSOR;
  private static final long LOG_BYTES = 64 << 10;
  private static final int PAGE = 20;
  private static final Duration TICK = Duration.ofMillis(300);

  private final Sources sources;
  private final Tty tty;
  private final Map<String, Boolean> expanded = new HashMap<>();
  private final StringBuilder sequence = new StringBuilder(); // of a key that sends several letters
  private List<ApiObject<UIResourceSpec, UIResourceStatus>> resources = List.of();
  private int selected;
  private FullScreenLayout.Pane pane = FullScreenLayout.Pane.SMALL;
  private LogFilter.Source tab = LogFilter.Source.ALL;
  private String alert = "";
  private String drawn = "";

  FullScreenView(Sources sources, Tty tty) {
    this.sources = sources;
    this.tty = tty;
    sources.out().print(ENTER);
    draw();
  }

  @Override
  public Optional<PromptConsole.Mode> key(int key) {
    String name = named(key);
    if (name.isEmpty()) {
      return Optional.empty();
    }
    boolean alerted = !alert.isEmpty();
    alert = "";
    Optional<PromptConsole.Mode> mode = Optional.empty();
    switch (name) {
      case "[A", "OA", "k" -> selected--;
      case "[B", "OB", "j" -> selected++;
      case "[5~" -> selected -= PAGE;
      case "[6~" -> selected += PAGE;
      case "[H", "OH", "[1~" -> selected = 0;
      case "[F", "OF", "[4~" -> selected = Integer.MAX_VALUE;
      case "[C", "OC" -> current().ifPresent(r -> expanded.put(r.name(), true));
      case "[D", "OD" -> current().ifPresent(r -> expanded.put(r.name(), false));
      case "\r", "\n" -> current().ifPresent(this::openPage);
      case "b" -> current().ifPresent(this::openEndpoint);
      case "l" -> openPage("");
      case "t" -> current().ifPresent(r -> sources.actions().trigger(r.name()));
      case "x" -> pane = pane.next();
      case "1" -> tab = LogFilter.Source.ALL;
      case "2" -> tab = LogFilter.Source.BUILD;
      case "3" -> tab = LogFilter.Source.RUNTIME;
      case "R" -> drawn = "";
      case "s" -> mode = Optional.of(PromptConsole.Mode.STREAM);
      case "q", "p" -> mode = alerted ? mode : Optional.of(PromptConsole.Mode.PROMPT);
      default -> {
        // Other keys do nothing.
      }
    }
    if (mode.isEmpty()) {
      draw();
    }
    return mode;
  }

  /** The key, once it is known: arrows come as an escape and some letters. */
  private String named(int key) {
    char c = (char) key;
    if (sequence.isEmpty()) {
      if (c == '\u001b') {
        sequence.append(c);
        return "";
      }
      return String.valueOf(c);
    }
    sequence.append(c);
    boolean introducer = sequence.length() == 2 && (c == '[' || c == 'O');
    boolean goesOn = sequence.length() > 2 && (Character.isDigit(c) || c == ';');
    if (introducer || goesOn) {
      return "";
    }
    String name = sequence.substring(1);
    sequence.setLength(0);
    return name;
  }

  private Optional<ApiObject<UIResourceSpec, UIResourceStatus>> current() {
    return selected >= 0 && selected < resources.size()
        ? Optional.of(resources.get(selected))
        : Optional.empty();
  }

  private void openPage(ApiObject<UIResourceSpec, UIResourceStatus> resource) {
    openPage(resource.name().equals("(Tiltfile)") ? "" : "r/" + resource.name() + "/overview");
  }

  private void openPage(String path) {
    alert =
        sources.url().isEmpty()
            ? "this session has no page: it was started with --port 0"
            : sources.actions().open(sources.url().get() + path).orElse("");
  }

  private void openEndpoint(ApiObject<UIResourceSpec, UIResourceStatus> resource) {
    List<UIResourceStatus.Link> links = resource.status().endpointLinks();
    alert =
        links.isEmpty()
            ? "no urls for resource '" + resource.name() + "'"
            : sources.actions().open(links.getFirst().url()).orElse("");
  }

  @Override
  public void draw() {
    resources =
        sources.store().list(Kinds.UI_RESOURCE).stream()
            .filter(r -> !r.status().disableStatus().state().equals("Disabled"))
            .sorted(Comparator.comparingInt(r -> r.status().order()))
            .toList();
    selected = Math.max(0, Math.min(selected, resources.size() - 1));
    String name = current().map(ApiObject::name).orElse("");
    FullScreenLayout layout =
        new FullScreenLayout(tty.columns(), tty.rows(), sources.paint(), sources.store().now());
    List<String> lines = layout.lines(resources, selected, expanded, pane, tab, log(name), alert);
    StringBuilder text = new StringBuilder("\u001b[H");
    for (int i = 0; i < lines.size(); i++) {
      text.append(lines.get(i))
          .append("\u001b[0m\u001b[K")
          .append(i + 1 < lines.size() ? "\r\n" : "");
    }
    text.append(Screen.CLEAR_BELOW);
    if (!text.toString().equals(drawn)) {
      drawn = text.toString();
      sources.out().print(drawn);
      sources.out().flush();
    }
  }

  private List<String> log(String resource) {
    List<LogSegment> segments =
        sources.log().recent(r -> r.equals(resource), LOG_BYTES).segments().stream()
            .filter(s -> tab == LogFilter.Source.ALL || LogFilter.sourceOf(s.spanId()) == tab)
            .toList();
    return new LogRenderer(false, true, sources.paint()).render(segments).lines().toList();
  }

  @Override
  public void resized() {
    drawn = "";
    draw();
  }

  @Override
  public void resumed() {
    sources.out().print(ENTER);
    resized();
  }

  @Override
  public Duration tick() {
    return TICK;
  }

  @Override
  public void stopping() {
    alert = "stopping what runs here; (ctrl-c) again to end at once";
    draw();
  }

  @Override
  public void close() {
    sources.out().print(LEAVE);
    sources.out().flush();
  }
}
