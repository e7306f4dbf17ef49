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
  static Map<String, String> differences(Transcript wanted, Transcript found) {
    Set<String> names = new LinkedHashSet<>();
    wanted.sections().forEach(s -> names.add(s.name()));
    found.sections().forEach(s -> names.add(s.name()));
    Map<String, String> out = new LinkedHashMap<>();
    for (String name : names) {
      difference(name, wanted.section(name), found.section(name))
          .ifPresent(text -> out.put(name, text));
    }
    return out;
  }

  private static Optional<String> difference(
      String name, Optional<Section> wanted, Optional<Section> found) {
    String w = wanted.map(Section::text).orElse("");
    String f = found.map(Section::text).orElse("");
    return switch (name) {
      case "exit", "status" -> {
        String a = wanted.map(Section::title).orElse("(none)");
        String b = found.map(Section::title).orElse("(none)");
        yield a.equals(b) ? Optional.empty() : Optional.of("- " + a + "\n+ " + b + "\n");
      }
      case "console" -> ConsoleText.difference(w, f);
      case "frames" -> frames(w, f);
      // Their order means nothing.
      case "headers" ->
          sorted(w).equals(sorted(f))
              ? Optional.empty()
              : Optional.of(TextDiff.of(sorted(w), sorted(f)));
      default -> {
        // The last line of a session may have got its newline a step earlier.
        if (w.equals(f) || (w.isBlank() && f.isBlank()) || (w.equals(SOME_TEXT) && !f.isEmpty())) {
          yield Optional.empty();
        }
        if (ConsoleText.is(w) || ConsoleText.is(f)) {
          yield ConsoleText.difference(w, f);
        }
        if (w.contains("${DOC}")) {
          String a = DOCUMENTATION.matcher(w).replaceAll("");
          String b = DOCUMENTATION.matcher(f).replaceAll("");
          yield a.equals(b) ? Optional.empty() : Optional.of(TextDiff.of(a, b));
        }
        yield Optional.of(text(w, f));
      }
    };
  }

  private static List<String> sorted(String text) {
    return text.lines().sorted().toList();
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

  /**
   * Frames are bundles by time: the log lines of each span in order, and the last state of each
   * object, are what a page sees in the end.
   */
  private static Optional<String> frames(String wanted, String found) {
    String w = seen(Connections.frames(wanted));
    String f = seen(Connections.frames(found));
    return w.equals(f) ? Optional.empty() : Optional.of(TextDiff.of(w, f));
  }

  private static String seen(List<Json> frames) {
    StringBuilder out = new StringBuilder();
    Map<String, StringBuilder> spans = new TreeMap<>();
    for (Json segment : Connections.segments(frames)) {
      spans
          .computeIfAbsent(segment.stringAt("spanId").orElse(""), s -> new StringBuilder())
          .append(segment.compact())
          .append('\n');
    }
    spans.values().forEach(out::append);
    Map<String, Json> state = new TreeMap<>();
    for (Json frame : frames) {
      for (String list : List.of("uiResources", "uiButtons", "clusters")) {
        for (Json item : frame.at(list).flatMap(Json::asArray).orElse(JsonArray.EMPTY)) {
          state.put(list + "/" + item.stringAt("metadata", "name").orElse(""), item);
        }
      }
      frame.at("uiSession").ifPresent(s -> state.put("uiSession", s));
    }
    state.values().forEach(o -> out.append(Shapes.indented(o)));
    return out.toString();
  }
}
