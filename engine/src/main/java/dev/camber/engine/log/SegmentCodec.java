package dev.camber.engine.log;

import dev.camber.model.log.LogLevel;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Segments as bytes, for this process to read again. */
final class SegmentCodec {
  private static final LogLevel[] LEVELS = LogLevel.values();

  private SegmentCodec() {}

  static byte[] encode(LogSegment[] segments, int count) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(count * 128);
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeInt(count);
      for (int i = 0; i < count; i++) {
        LogSegment s = segments[i];
        out.writeLong(s.sequence());
        out.writeLong(s.time().getEpochSecond());
        out.writeInt(s.time().getNano());
        out.writeByte(s.level().ordinal());
        out.writeBoolean(s.anchor());
        out.writeBoolean(s.continues());
        text(out, s.spanId());
        text(out, s.resource());
        text(out, s.text());
        out.writeByte(s.fields().size());
        for (Map.Entry<String, String> field : s.fields().entrySet()) {
          text(out, field.getKey());
          text(out, field.getValue());
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory", e);
    }
    return bytes.toByteArray();
  }

  static List<LogSegment> decode(byte[] bytes) throws IOException {
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
    int count = in.readInt();
    List<LogSegment> out = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      long sequence = in.readLong();
      Instant time = Instant.ofEpochSecond(in.readLong(), in.readInt());
      LogLevel level = LEVELS[in.readByte()];
      boolean anchor = in.readBoolean();
      boolean continues = in.readBoolean();
      String span = text(in);
      String resource = text(in);
      String text = text(in);
      int fieldCount = in.readByte();
      Map<String, String> fields = new HashMap<>();
      for (int f = 0; f < fieldCount; f++) {
        fields.put(text(in), text(in));
      }
      out.add(
          new LogSegment(sequence, time, level, span, resource, text, anchor, continues, fields));
    }
    return out;
  }

  private static void text(DataOutputStream out, String value) throws IOException {
    byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  private static String text(DataInputStream in) throws IOException {
    return new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8);
  }
}
