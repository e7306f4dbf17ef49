package dev.camber.acceptance.replay;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Compares what consoles say, resource by resource: in the recordings the order of lines of
 * different resources is chance, and so is what stands in the rules here.
 */
final class ConsoleText {
  private static final String BAR = " │ ";
  private static final Pattern STOPPING =
      Pattern.compile("Resource is disabled, stopping cmd \\[.*");

  /** Rows that show a pod as it was when it was first seen, and events, whose number is chance. */
  private static final Pattern SEEN =
      Pattern.compile(
          "Tracking new pod rollout.*|Attaching to existing pod.*|\\s*[┊┃] .*|\\[event: .*");

  /** Progress of builds and pushes follows the caches. */
  private static final Pattern PROGRESS =
      Pattern.compile(
          "\\s*\\[(?!event).*(?:\\[done: .*\\]|\\[cached\\]).*|\\s+\\S+: (?:Layer already exists|Pushed|Pushing.*|Mounted.*|Preparing.*|Waiting.*).*|\\s*exporting .*|\\s+(?:Sending|read source files).*");

  private ConsoleText() {}

  /** Whether a text is the output of a session. */
  static boolean is(String text) {
    return !text.startsWith("{") && (text.contains(BAR) || text.contains("Loading Tiltfile at:"));
  }

  /** What differs, empty if nothing. */
  static Optional<String> difference(String wanted, String found) {
    Map<String, List<String>> w = byResource(wanted);
    Map<String, List<String>> f = byResource(found);
    if (w.equals(f)) {
      return Optional.empty();
    }
    StringBuilder out = new StringBuilder();
    Set<String> all = new LinkedHashSet<>(w.keySet());
    all.addAll(f.keySet());
    for (String resource : all) {
      List<String> a = w.getOrDefault(resource, List.of());
      List<String> b = f.getOrDefault(resource, List.of());
      if (!a.equals(b) && !streamsSorted(a).equals(streamsSorted(b))) {
        out.append(TextDiff.of(a, b));
      }
    }
    return out.isEmpty() ? Optional.empty() : Optional.of(out.toString());
  }

  private static Map<String, List<String>> byResource(String text) {
    Map<String, List<String>> out = new TreeMap<>();
    Map<String, Set<String>> stopping = new LinkedHashMap<>();
    for (String line : text.split("\n", -1)) {
      int bar = line.indexOf(BAR);
      String resource = bar >= 0 && bar <= 13 ? line.substring(0, bar) : "";
      String content = resource.isEmpty() ? line : line.substring(bar + BAR.length());
      if (SEEN.matcher(content).matches() || PROGRESS.matcher(content).matches()) {
        // The blank line before a rollout belongs to it.
        List<String> lines = out.getOrDefault(resource, List.of());
        if ((content.startsWith("Tracking") || content.startsWith("Attaching"))
            && !lines.isEmpty()
            && lines.getLast().endsWith(BAR)) {
          lines.removeLast();
        }
        continue;
      }
      if (STOPPING.matcher(content).matches()) {
        stopping.computeIfAbsent(resource, r -> new LinkedHashSet<>()).add(line);
        continue;
      }
      // A blank line before a global line ends the line before it as often as it is one itself.
      if (!line.isEmpty()) {
        out.computeIfAbsent(resource, r -> new ArrayList<>()).add(line);
      }
    }
    // Whether the blank line before what comes next has already been written is chance.
    out.values().forEach(ConsoleText::withoutBlankEnd);
    stopping.forEach((r, lines) -> out.computeIfAbsent(r, k -> new ArrayList<>()).addAll(lines));
    return out;
  }

  private static void withoutBlankEnd(List<String> lines) {
    while (!lines.isEmpty() && lines.getLast().endsWith(BAR)) {
      lines.removeLast();
    }
  }

  /**
   * Lines between two of the build's, sorted: what a process says on its two streams, and what is
   * said about its end, has no order.
   */
  private static List<String> streamsSorted(List<String> lines) {
    List<String> out = new ArrayList<>();
    List<String> said = new ArrayList<>();
    for (String line : lines) {
      if (line.contains("Running cmd: ") || line.contains("Build Failed: ") || line.endsWith(BAR)) {
        said.sort(null);
        out.addAll(said);
        said.clear();
        out.add(line);
      } else {
        said.add(line);
      }
    }
    said.sort(null);
    out.addAll(said);
    return out;
  }
}
