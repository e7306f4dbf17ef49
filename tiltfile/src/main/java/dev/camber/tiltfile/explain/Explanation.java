package dev.camber.tiltfile.explain;

import dev.camber.starlark.syntax.Excerpt;
import dev.camber.starlark.syntax.Position;
import dev.camber.starlark.syntax.Source;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a terminal shows below the message of a failed load: the line of the mistake with a caret,
 * and what was probably meant. It reads the finished message, because messages are to the letter
 * the reference's and errors from every stage of a load look alike there.
 */
public final class Explanation {
  private static final Pattern FRAME = Pattern.compile("(?m)^  (/.+):(\\d+):(\\d+): in .+$");
  private static final Pattern PLACE =
      Pattern.compile("(?m)(?:^|[ \\t])(/[^\\n:]*):(\\d+):(\\d+): ");

  private final FileSystem fileSystem;
  private final Suggestions suggestions;

  /**
   * @param names what every file may use without defining it
   */
  public Explanation(FileSystem fileSystem, Collection<String> names) {
    this.fileSystem = fileSystem;
    this.suggestions = new Suggestions(fileSystem, List.copyOf(names));
  }

  /**
   * The lines for a message, without a newline at the end; empty if there is nothing to add.
   *
   * @param advice what the place that found the mistake had to say; may be empty
   */
  public String of(String message, String advice) {
    List<String> out = new ArrayList<>();
    place(message).flatMap(this::excerpt).ifPresent(out::add);
    suggestions.of(message).ifPresent(name -> out.add("Did you mean " + name + "?"));
    if (!advice.isEmpty()) {
      out.add(advice);
    }
    return String.join("\n", out);
  }

  /** The innermost place that the message names. */
  private static Optional<Position> place(String message) {
    Matcher frames = FRAME.matcher(message);
    Optional<Position> found = Optional.empty();
    int behind = 0;
    while (frames.find()) {
      found = Optional.of(position(frames));
      behind = frames.end();
    }
    Matcher places = PLACE.matcher(message.substring(behind));
    return places.find() ? Optional.of(position(places)) : found;
  }

  private static Position position(Matcher m) {
    return new Position(m.group(1), number(m.group(2)), number(m.group(3)));
  }

  private static int number(String digits) {
    return digits.length() > 9 ? Integer.MAX_VALUE : Integer.parseInt(digits);
  }

  private Optional<String> excerpt(Position position) {
    try {
      Source source =
          Source.of(position.file(), Files.readAllBytes(fileSystem.getPath(position.file())));
      if (position.line() > source.lineCount()) {
        return Optional.empty(); // the file has changed meanwhile
      }
      return Optional.of(
          position
              + ":\n"
              + Excerpt.of(source, position)
                  .lines()
                  .map(l -> "    " + l)
                  .reduce((a, b) -> a + "\n" + b)
                  .orElse(""));
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
