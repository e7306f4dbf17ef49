package dev.camber.model.yaml;

import java.util.Optional;

/**
 * Splits a stream into documents as the Kubernetes tools do, before any YAML is parsed: a line that
 * begins with {@code ---} separates, unless text other than a comment follows on it, which is an
 * error. Documents may be empty. Single-threaded.
 */
public final class YamlDocuments {
  private static final String SEPARATOR = "---";

  private final String text;
  private int position;

  public YamlDocuments(String text) {
    this(text, 0);
  }

  /** Starts at {@code from}, an offset into {@code text}. */
  YamlDocuments(String text, int from) {
    this.text = text;
    this.position = from;
  }

  /**
   * The text of the next document; empty at the end of the stream.
   *
   * @throws YamlException at a separator line with text on it
   */
  public Optional<String> next() throws YamlException {
    StringBuilder document = new StringBuilder();
    while (position < text.length()) {
      String line = nextLine();
      if (line.startsWith(SEPARATOR)) {
        String rest = line.substring(SEPARATOR.length()).strip();
        if (!rest.isEmpty() && rest.charAt(0) != '#') {
          throw new YamlException("invalid Yaml document separator: " + rest);
        }
        if (!document.isEmpty()) {
          return Optional.of(document.toString());
        }
      }
      // A separator before any content belongs to the document: it counts in line numbers.
      document.append(line).append('\n');
    }
    return document.isEmpty() ? Optional.empty() : Optional.of(document.toString());
  }

  private String nextLine() {
    int end = text.indexOf('\n', position);
    if (end < 0) {
      String last = text.substring(position);
      position = text.length();
      return last;
    }
    int stop = end > position && text.charAt(end - 1) == '\r' ? end - 1 : end;
    String line = text.substring(position, stop);
    position = end + 1;
    return line;
  }
}
