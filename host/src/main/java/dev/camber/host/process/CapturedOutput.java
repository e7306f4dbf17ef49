package dev.camber.host.process;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** A sink that keeps the first bytes of a stream, up to a limit. */
public final class CapturedOutput implements OutputSink {
  /** 64 MiB. */
  public static final int DEFAULT_LIMIT = 64 << 20;

  private final int limit;
  private boolean truncated;
  private final ByteArrayOutputStream kept = new ByteArrayOutputStream();

  public CapturedOutput(int limit) {
    this.limit = limit;
  }

  @Override
  public synchronized void write(byte[] bytes, int offset, int length) {
    int room = Math.min(length, limit - kept.size());
    truncated |= room < length;
    if (room > 0) {
      kept.write(bytes, offset, room);
    }
  }

  public synchronized byte[] bytes() {
    return kept.toByteArray();
  }

  /** Whether some of the stream was beyond the limit. */
  public synchronized boolean isTruncated() {
    return truncated;
  }

  /** What was kept, as UTF-8. */
  public synchronized String text() {
    return kept.toString(StandardCharsets.UTF_8);
  }
}
