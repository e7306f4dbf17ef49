package dev.camber.host.process;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/**
 * A sink that hands on whole lines without their line ends. Bytes that are not UTF-8 become U+FFFD;
 * a line longer than the limit is handed on in pieces, so that a process that never ends its line
 * cannot fill the memory. Not for several threads, like every sink.
 */
public final class LineSplitter implements OutputSink {
  /** Bytes after which a line is cut. */
  public static final int DEFAULT_LIMIT = 1 << 20;

  private final Consumer<String> lines;
  private final int limit;
  private final ByteArrayOutputStream pending = new ByteArrayOutputStream();

  public LineSplitter(Consumer<String> lines) {
    this(lines, DEFAULT_LIMIT);
  }

  /**
   * @param limit bytes after which a line is cut, at least 4
   */
  public LineSplitter(Consumer<String> lines, int limit) {
    if (limit < 4) {
      throw new IllegalArgumentException("limit " + limit + ", want 4 or more");
    }
    this.lines = lines;
    this.limit = limit;
  }

  @Override
  public void write(byte[] bytes, int offset, int length) {
    int start = offset;
    int end = offset + length;
    for (int i = offset; i < end; i++) {
      if (bytes[i] == '\n') {
        pending.write(bytes, start, i - start);
        emit();
        start = i + 1;
      } else if (pending.size() + (i - start) >= limit && (bytes[i] & 0xC0) != 0x80) {
        // Cut before a byte that begins a character, so that no character is torn apart.
        pending.write(bytes, start, i - start);
        emit();
        start = i;
      }
    }
    pending.write(bytes, start, end - start);
  }

  /** Hands on the last line if it had no line end. */
  @Override
  public void end() {
    if (pending.size() > 0) {
      emit();
    }
  }

  private void emit() {
    String line = pending.toString(StandardCharsets.UTF_8);
    pending.reset();
    lines.accept(line.endsWith("\r") ? line.substring(0, line.length() - 1) : line);
  }
}
