package dev.camber.tiltfile.state;

import dev.camber.host.process.OutputSink;
import dev.camber.model.log.LogLevel;
import dev.camber.model.log.Logger;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Logs the output of a program with a mark before each line; a last line without its end stays
 * open. Thread-safe: both streams of a program write here.
 */
public final class PrefixedOutput implements OutputSink {
  private static final byte[] MARK = " → ".getBytes(StandardCharsets.UTF_8);

  private final Logger logger;
  private final ByteArrayOutputStream pending = new ByteArrayOutputStream();
  private boolean lineStart = true;
  private boolean wrote;

  public PrefixedOutput(Logger logger) {
    this.logger = logger;
  }

  @Override
  public synchronized void write(byte[] bytes, int offset, int length) {
    for (int i = offset; i < offset + length; i++) {
      if (lineStart) {
        pending.writeBytes(MARK);
        lineStart = false;
      }
      pending.write(bytes[i]);
      lineStart = bytes[i] == '\n';
    }
    wrote |= length > 0;
    flush(false);
  }

  /** Hands on what is complete; a character may be cut by the end of a chunk. */
  private void flush(boolean all) {
    byte[] bytes = pending.toByteArray();
    int end = bytes.length;
    if (!all) {
      int back = end;
      while (back > 0 && end - back < 4 && (bytes[back - 1] & 0xC0) == 0x80) {
        back--;
      }
      if (back > 0 && (bytes[back - 1] & 0xC0) == 0xC0) {
        int wanted =
            (bytes[back - 1] & 0xE0) == 0xC0 ? 2 : (bytes[back - 1] & 0xF0) == 0xE0 ? 3 : 4;
        if (end - back + 1 < wanted) {
          end = back - 1;
        }
      }
    }
    if (end > 0) {
      logger.write(LogLevel.INFO, new String(bytes, 0, end, StandardCharsets.UTF_8));
      pending.reset();
      pending.write(bytes, end, bytes.length - end);
    }
  }

  /** Ends the output; whether there was any. */
  public synchronized boolean finish() {
    flush(true);
    return wrote;
  }
}
