package dev.camber.engine.log;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * One file with older lines of a resource. Appended to by the spiller; read by anybody, by
 * position.
 */
final class SpillFile {
  private final Path path;
  private long size; // the spiller only

  SpillFile(Path path) {
    this.path = path;
  }

  long size() {
    return size;
  }

  /** Appends bytes and says where they begin. */
  long append(byte[] bytes) throws IOException {
    try (FileChannel channel =
        FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      ByteBuffer buffer = ByteBuffer.wrap(bytes);
      long at = size;
      while (buffer.hasRemaining()) {
        // By position: a half-written piece left by a full disk is written over.
        at += channel.write(buffer, at);
      }
    }
    long offset = size;
    size += bytes.length;
    return offset;
  }

  /** Reads what {@link #append} wrote. */
  java.util.List<LogSegment> read(long offset, int length) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(length);
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      while (buffer.hasRemaining()) {
        if (channel.read(buffer, offset + buffer.position()) < 0) {
          throw new EOFException(path + " is shorter than what was written to it");
        }
      }
    }
    return SegmentCodec.decode(buffer.array());
  }

  void delete() throws IOException {
    Files.deleteIfExists(path);
  }
}
