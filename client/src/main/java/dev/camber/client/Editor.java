package dev.camber.client;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A person's editor. */
final class Editor {
  private final String command;
  private final Surroundings surroundings;

  private Editor(String command, Surroundings surroundings) {
    this.command = command;
    this.surroundings = surroundings;
  }

  /** The first of the variables that is set, else {@code vi}. */
  static Editor of(Surroundings surroundings, String... variables) {
    for (String variable : variables) {
      String value = surroundings.environment().getOrDefault(variable, "");
      if (!value.isBlank()) {
        return new Editor(value, surroundings);
      }
    }
    boolean windows = System.getProperty("os.name", "").startsWith("Windows");
    return new Editor(windows ? "notepad" : "vi", surroundings);
  }

  /**
   * Lets the person edit a text.
   *
   * @param suffix of the file's name, for the editor's colours
   * @return the text as it was saved
   */
  String edit(String text, String suffix) throws Refused, IOException {
    Path file = Files.createTempFile("camber-edit-", suffix);
    try {
      Files.writeString(file, text);
      List<String> argv = new ArrayList<>();
      if (command.matches("[\\w./+-]+")) {
        argv.add(command);
      } else {
        // An editor with arguments or quotes is a shell's business.
        argv.addAll(List.of("sh", "-c", command + " \"$0\""));
      }
      argv.add(file.toString());
      int code;
      try {
        code = Programs.foreground(argv, Map.of(), surroundings);
      } catch (IOException e) {
        throw Refused.error("unable to launch the editor \"" + command + "\"");
      }
      if (code != 0) {
        throw Refused.error("there was a problem with the editor \"" + command + "\"");
      }
      return Files.readString(file);
    } finally {
      Files.deleteIfExists(file);
    }
  }
}
