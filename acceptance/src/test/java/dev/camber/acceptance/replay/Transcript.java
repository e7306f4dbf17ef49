package dev.camber.acceptance.replay;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a step gave: sections in order. */
record Transcript(List<Section> sections) {
  static final Transcript EMPTY = new Transcript(List.of());
  private static final String MARK = "--8<-- ";
  private static final String UNENDED = " (no newline at end)";

  /**
   * A titled text.
   *
   * @param title the first word says what it is; {@code exit} and {@code status} have no content
   */
  record Section(String title, String text) {
    String name() {
      return title.split(" ", 2)[0];
    }

    private String print() {
      boolean unended = !text.isEmpty() && !text.endsWith("\n");
      return MARK + title + (unended ? UNENDED : "") + "\n" + text + (unended ? "\n" : "");
    }
  }

  Optional<Section> section(String name) {
    return sections.stream().filter(s -> s.name().equals(name)).findFirst();
  }

  String text(String name) {
    return section(name).map(Section::text).orElse("");
  }

  /** With another text in a section; an empty one takes it away. */
  Transcript with(String name, String text) {
    List<Section> out = new ArrayList<>(sections);
    out.removeIf(s -> s.name().equals(name));
    if (!text.isEmpty()) {
      out.add(new Section(name, text));
    }
    return new Transcript(out);
  }

  static Transcript parse(String file) {
    List<Section> out = new ArrayList<>();
    String title = "";
    StringBuilder text = new StringBuilder();
    for (String line : file.split("(?<=\n)")) {
      if (line.startsWith(MARK)) {
        add(out, title, text.toString());
        title = line.substring(MARK.length()).stripTrailing();
        text.setLength(0);
      } else {
        text.append(line);
      }
    }
    add(out, title, text.toString());
    return new Transcript(out);
  }

  private static void add(List<Section> out, String title, String text) {
    if (title.isEmpty()) {
      return;
    }
    if (title.endsWith(UNENDED)) {
      out.add(
          new Section(
              title.substring(0, title.length() - UNENDED.length()),
              text.substring(0, text.length() - 1)));
    } else {
      out.add(new Section(title, text));
    }
  }

  String print() {
    StringBuilder out = new StringBuilder();
    sections.forEach(s -> out.append(s.print()));
    return out.toString();
  }
}
