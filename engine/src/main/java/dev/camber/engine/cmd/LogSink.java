package dev.camber.engine.cmd;

import dev.camber.host.process.OutputSink;
import dev.camber.model.log.LogLevel;
import dev.camber.model.log.Logger;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * Writes what a process prints to a log, as it comes. A character whose bytes come in two pieces is
 * put together; bytes that are no UTF-8 become U+FFFD. One call at a time, as the contract of sinks
 * says.
 */
public final class LogSink implements OutputSink {
  private final Logger log;
  private final LogLevel level;
  private final CharsetDecoder decoder =
      StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPLACE)
          .onUnmappableCharacter(CodingErrorAction.REPLACE);
  private byte[] rest = new byte[0];

  public LogSink(Logger log, LogLevel level) {
    this.log = log;
    this.level = level;
  }

  @Override
  public void write(byte[] bytes, int offset, int length) {
    ByteBuffer in = ByteBuffer.allocate(rest.length + length).put(rest).put(bytes, offset, length);
    decode(in.flip(), false);
  }

  @Override
  public void end() {
    decode(ByteBuffer.wrap(rest), true);
  }

  private void decode(ByteBuffer in, boolean isEnd) {
    CharBuffer out = CharBuffer.allocate(in.remaining() + 1);
    decoder.decode(in, out, isEnd);
    rest = new byte[in.remaining()];
    in.get(rest);
    String text = out.flip().toString();
    if (!text.isEmpty()) {
      log.write(level, text);
    }
  }
}
