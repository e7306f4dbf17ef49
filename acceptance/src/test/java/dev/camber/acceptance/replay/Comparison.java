package dev.camber.acceptance.replay;

import dev.camber.acceptance.replay.Transcript.Section;
import dev.camber.model.json.Json;
import dev.camber.model.json.JsonArray;
import dev.camber.model.json.JsonSyntaxException;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Compares two records by section; what is chance in the recordings does not count. */
final class Comparison {
  /** Help and scripts were not recorded; that there is something was. */
  private static final String SOME_TEXT = "${TEXT}\n";

  private static final Pattern DOCUMENTATION =
      Pattern.compile("(?m)(^ *(\\$\\{DOC\\})? *\n)+(?= *\\$\\{DOC\\}| *$)");

  private Comparison() {}

  /** What differs, by section, in the order of the sections. */
  static Map<String, String> differences(Transcript wanted, Transcript found, Pages pages) {
    Set<String> names = new LinkedHashSet<>();
    wanted.sections().forEach(s -> names.add(s.name()));
    found.sections().forEach(s -> names.add(s.name()));
    Map<String, String> out = new LinkedHashMap<>();
    for (String name : names) {
      difference(name, wanted, found, pages).ifPresent(text -> out.put(name, text));
    }
    return out;
  }

  private static Optional<String> difference(
      String name, Transcript recorded, Transcript answered, Pages pages) {
    Optional<Section> wanted = recorded.section(name);
    Optional<Section> found = answered.section(name);
    String w = wanted.map(Section::text).orElse("");
    String f = found.map(Section::text).orElse("");
    return switch (name) {
      case "exit", "status" -> {
        String a = wanted.map(Section::title).orElse("(none)");
        String b = found.map(Section::title).orElse("(none)");
        yield a.equals(b) ? Optional.empty() : Optional.of("- " + a + "\n+ " + b + "\n");
      }
      case "console" -> ConsoleText.difference(w, f);
      case "frames" -> frames(w, f, pages);
      case "headers" -> {
        // How long a text is depends on its prose, and its length decides how it is sent.
        boolean prose = recorded.text("body").contains("${DOC}");
        List<String> a = headers(w, prose);
        List<String> b = headers(f, prose);
        yield a.equals(b) ? Optional.empty() : Optional.of(TextDiff.of(a, b));
      }
      case CommandTables.COMMANDS, CommandTables.FLAGS -> missing(w, f);
      default -> {
        // The last line of a session may have got its newline a step earlier.
        if (w.equals(f) || (w.isBlank() && f.isBlank()) || (w.equals(SOME_TEXT) && !f.isEmpty())) {
          yield Optional.empty();
        }
        if (ConsoleText.is(w) || ConsoleText.is(f)) {
          yield ConsoleText.difference(w, f);
        }
        String ours = Additions.removed(f);
        String theirs = Additions.removed(w);
        if (theirs.equals(ours)) {
          yield Optional.empty();
        }
        if (w.contains("${DOC}") && json(w).isEmpty() && !w.startsWith("{")) {
          String a = DOCUMENTATION.matcher(w).replaceAll("");
          String b = DOCUMENTATION.matcher(f).replaceAll("");
          yield a.equals(b) ? Optional.empty() : Optional.of(TextDiff.of(a, b));
        }
        String diff = text(theirs, ours);
        yield diff.isEmpty() ? Optional.empty() : Optional.of(diff);
      }
    };
  }

  /** Their order means nothing. */
  private static List<String> headers(String text, boolean prose) {
    return text.lines()
        .filter(l -> !(prose && l.startsWith("Transfer-Encoding:")))
        .filter(l -> !Additions.isCookieOfThePage(l))
        .sorted()
        .toList();
  }

  /** Rows of a table that are not there; there may be more. */
  private static Optional<String> missing(String wanted, String found) {
    Set<String> rows = new LinkedHashSet<>(wanted.lines().toList());
    rows.removeAll(found.lines().toList());
    return rows.isEmpty() ? Optional.empty() : Optional.of("- " + String.join("\n- ", rows) + "\n");
  }

  private static String text(String wanted, String found) {
    Optional<Json> w = json(wanted);
    Optional<Json> f = json(found);
    if (w.isPresent() && f.isPresent()) {
      String a = Shapes.indented(w.get());
      String b = Shapes.indented(f.get());
      if (!a.equals(b)) {
        return TextDiff.of(a, b);
      }
      return "";
    }
    String diff = TextDiff.of(wanted, found);
    boolean alike =
        wanted.isEmpty() || found.isEmpty() || wanted.endsWith("\n") == found.endsWith("\n");
    return alike ? diff : diff + "(newline at the end)\n";
  }

  private static Optional<Json> json(String text) {
    try {
      return Optional.of(Json.parse(text.replace(":${PID}", ":0").replace(": ${PID}", ": 0")));
    } catch (JsonSyntaxException e) {
      return Optional.empty();
    }
  }

  /** The lines of each span, in order, of a series of frames. */
  private static String lines(List<Json> frames) {
    StringBuilder out = new StringBuilder();
    Map<String, StringBuilder> spans = new TreeMap<>();
    for (Json segment : Connections.segments(frames)) {
      spans
          .computeIfAbsent(segment.stringAt("spanId").orElse(""), s -> new StringBuilder())
          .append(segment.compact())
          .append('\n');
    }
    spans.values().forEach(out::append);
    return out.toString();
  }

  /**
   * Frames are bundles by time, and what has not changed may be sent again or not: what counts is
   * the log lines of each span in order, and what a page that got all frames so far shows.
   */
  private static Optional<String> frames(String wanted, String found, Pages pages) {
    List<Json> w = Connections.frames(wanted);
    List<Json> f = Connections.frames(found);
    String seen = lines(w) + pages.recorded.after(w);
    String shown = lines(f) + pages.found.after(f);
    return seen.equals(shown) ? Optional.empty() : Optional.of(TextDiff.of(seen, shown));
  }

  /** What the pages show that got the recorded frames and those that were found. */
  static final class Pages {
    private final Page recorded = new Page();
    private final Page found = new Page();
  }

  private static final class Page {
    private final TreeMap<String, Json> objects = new TreeMap<>();

    String after(List<Json> frames) {
      for (Json frame : frames) {
        for (String list : List.of("uiResources", "uiButtons", "clusters")) {
          for (Json item : frame.at(list).flatMap(Json::asArray).orElse(JsonArray.EMPTY)) {
            String name = list + "/" + item.stringAt("metadata", "name").orElse("");
            if (item.at("metadata", "deletionTimestamp").isPresent()) {
              objects.put(name, item);
            } else {
              objects.put(name, Additions.removed(item));
            }
          }
        }
        frame.at("uiSession").ifPresent(s -> objects.put("uiSession", s));
      }
      StringBuilder out = new StringBuilder();
      objects.values().forEach(o -> out.append(Shapes.indented(o)));
      // What is gone is told once.
      objects.values().removeIf(o -> o.at("metadata", "deletionTimestamp").isPresent());
      return out.toString();
    }
  }
}
