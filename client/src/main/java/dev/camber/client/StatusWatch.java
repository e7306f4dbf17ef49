package dev.camber.client;

import dev.camber.model.flags.ParsedFlags;
import dev.camber.model.json.JsonObject;
import dev.camber.model.text.Paint;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * The table of {@code status --watch}: on a terminal it stays where it is and changes; elsewhere it
 * is printed again when something changed. Ends with the session. A thread reads the changes, the
 * caller's thread draws.
 */
final class StatusWatch {
  private static final String HOME = "\u001b[H";
  private static final String CLEAR_LINE = "\u001b[K";
  private static final String CLEAR_BELOW = "\u001b[J";
  private static final String CLEAR_ALL = "\u001b[2J";

  /** Changes come in groups: what follows within this time is shown together. */
  private static final long TOGETHER_MILLIS = 100;

  private static final long TICK_MILLIS = 1_000;

  private final Listing listing;
  private final Api api;
  private final Surroundings surroundings;
  private final List<String> names;
  private final String selector;
  private final boolean header;
  private final boolean terminal;
  private final Map<String, ResourceRows.Row> rows = new LinkedHashMap<>();
  private final LinkedBlockingQueue<Event> events = new LinkedBlockingQueue<>();
  private Set<String> labelled = Set.of();
  private String printed = "";

  /** A change, or the end of the session. */
  private record Event(boolean end, String type, JsonObject object) {
    static final Event END = new Event(true, "", JsonObject.EMPTY);
  }

  StatusWatch(ParsedFlags flags, Listing listing, Api api, Surroundings surroundings) {
    this.listing = listing;
    this.api = api;
    this.surroundings = surroundings;
    this.names = flags.positional();
    this.selector = flags.string("selector");
    this.header = !flags.bool("no-headers");
    this.terminal = listing.isTable() && surroundings.readsOnTerminal();
  }

  int run(ResourceRows first) throws Refused, IOException {
    first.rows().forEach(row -> rows.put(row.name(), row));
    if (!selector.isEmpty()) {
      labelled = new HashSet<>(ResourceRows.labelled(api, selector));
    }
    Watch watch = new Watch(api, api.type("uiresources"), Map.of());
    Thread.ofPlatform().daemon().start(() -> follow(watch, first.version()));
    if (terminal) {
      surroundings.out().print(CLEAR_ALL);
    }
    draw();
    try {
      while (true) {
        Event event = events.poll(TICK_MILLIS, TimeUnit.MILLISECONDS);
        boolean changed = event != null;
        while (event != null) {
          if (event.end()) {
            draw();
            surroundings.err().println("The session has ended.");
            return 0;
          }
          take(event);
          event = events.poll(TOGETHER_MILLIS, TimeUnit.MILLISECONDS);
        }
        if (changed || terminal) {
          draw();
        }
        if (surroundings.out().checkError()) {
          return 0; // nobody reads any more
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return 130;
    }
  }

  private void follow(Watch watch, String version) {
    try {
      watch.follow(
          version,
          (type, object) -> {
            events.add(new Event(false, type, object));
            return true;
          });
    } catch (Refused | IOException e) {
      // The session went away: what was watched has ended.
    }
    events.add(Event.END);
  }

  private void take(Event event) throws Refused, IOException {
    ResourceRows.Row row = ResourceRows.row(event.object());
    boolean isNew = !rows.containsKey(row.name());
    if (event.type().equals("DELETED")) {
      rows.remove(row.name());
      return;
    }
    rows.put(row.name(), row);
    if (isNew && !selector.isEmpty()) {
      labelled = new HashSet<>(ResourceRows.labelled(api, selector));
    }
  }

  private void draw() throws Refused {
    List<ResourceRows.Row> shown =
        ResourceRows.sorted(rows.values(), "").rows().stream()
            .filter(r ->
                (names.isEmpty() && selector.isEmpty())
                    || names.contains(r.name())
                    || labelled.contains(r.name()))
            .toList();
    PrintStream out = surroundings.out();
    if (!listing.isTable()) {
      listing.printNext("resources", shown.stream().map(StatusRows::json).toList(), out);
      out.flush();
      return;
    }
    List<String> lines = lines(shown);
    if (terminal) {
      screen(lines, shown);
      return;
    }
    // The ages tick; only what else changes is news.
    String now = String.join("\n", shown.stream().map(r -> StatusRows.json(r).compact()).toList());
    if (!now.equals(printed)) {
      if (!printed.isEmpty()) {
        out.println();
      }
      printed = now;
      lines.forEach(out::println);
      out.flush();
    }
  }

  private List<String> lines(List<ResourceRows.Row> shown) {
    Instant now = Instant.now();
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    PrintStream to = new PrintStream(text, false, StandardCharsets.UTF_8);
    new Table(StatusRows.HEADER, shown.stream().map(r -> StatusRows.cells(r, now)).toList())
        .print(to, header);
    to.flush();
    return text.toString(StandardCharsets.UTF_8).lines().toList();
  }

  private void screen(List<String> lines, List<ResourceRows.Row> shown) {
    int[] size = size();
    Paint paint = surroundings.paint();
    List<String> fitting = new ArrayList<>(lines);
    int most = Math.max(2, size[0] - 1);
    int hidden = lines.size() - most;
    if (hidden > 0) {
      fitting = new ArrayList<>(lines.subList(0, most - 1));
      fitting.add("… and " + (hidden + 1) + " more");
    }
    StringBuilder out = new StringBuilder(HOME);
    int offset = header ? 1 : 0;
    for (int i = 0; i < fitting.size(); i++) {
      String line = cut(fitting.get(i), size[1]);
      boolean row = i >= offset && i - offset < shown.size() && !line.startsWith("… and ");
      out.append(row ? painted(line, shown.get(i - offset), paint) : line)
          .append(CLEAR_LINE)
          .append('\n');
    }
    surroundings.out().print(out.append(CLEAR_BELOW));
    surroundings.out().flush();
  }

  private static String painted(String line, ResourceRows.Row row, Paint paint) {
    return switch (row.health().state()) {
      case FAILED -> paint.red(line);
      case UPDATING, WAITING -> paint.yellow(line);
      case OK -> line;
      case IDLE, DISABLED -> paint.dim(line);
    };
  }

  private static String cut(String line, int columns) {
    return line.codePointCount(0, line.length()) <= columns
        ? line
        : line.substring(0, line.offsetByCodePoints(0, Math.max(0, columns - 1))) + "…";
  }

  /** Rows and columns of the terminal; asked each time, because people resize windows. */
  private int[] size() {
    Programs.Result size =
        Programs.capture(List.of("sh", "-c", "stty size </dev/tty"), surroundings);
    String[] words = size.out().strip().split(" ");
    try {
      if (words.length == 2 && Integer.parseInt(words[0]) > 0) {
        return new int[] {Integer.parseInt(words[0]), Integer.parseInt(words[1])};
      }
    } catch (NumberFormatException e) {
      // As if it had no size.
    }
    return new int[] {24, 80};
  }
}
