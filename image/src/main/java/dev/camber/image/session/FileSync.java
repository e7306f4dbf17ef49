package dev.camber.image.session;

import dev.camber.image.context.ContextEntry;
import dev.camber.image.context.ContextFiles;
import dev.camber.image.context.ContextReadException;
import dev.camber.image.h2.GrpcCall;
import dev.camber.image.h2.GrpcException;
import dev.camber.image.proto.ProtoException;
import dev.camber.image.proto.ProtoReader;
import dev.camber.image.proto.ProtoWriter;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.NoSuchFileException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code moby.filesync.v1.FileSync/DiffCopy}: lists a directory, then sends the files the other
 * side asks for, which are those it does not have from an earlier build.
 */
final class FileSync {
  private static final int STAT = 0;
  private static final int REQUEST = 1;
  private static final int DATA = 2;
  private static final int FINISHED = 3;
  private static final int ERROR = 4;
  private static final int CHUNK = 32 * 1024;

  /** Go's file mode bits, which the protocol uses. */
  private static final long MODE_DIRECTORY = 1L << 31;

  private static final long MODE_LINK = 1L << 27;
  private static final long MODE_SETUID = 1L << 23;
  private static final long MODE_SETGID = 1L << 22;
  private static final long MODE_STICKY = 1L << 20;

  private final Map<String, ContextFiles> directories;

  /**
   * @param directories by the name under which the other side asks for them
   */
  FileSync(Map<String, ContextFiles> directories) {
    this.directories = Map.copyOf(directories);
  }

  void diffCopy(GrpcCall call) throws GrpcException, IOException, InterruptedException {
    String name = call.metadata("dir-name").stream().findFirst().orElse("");
    ContextFiles files = directories.get(name);
    if (files == null) {
      throw new GrpcException(GrpcException.NOT_FOUND, "no access allowed to dir \"" + name + "\"");
    }
    List<ContextEntry> entries;
    try {
      entries = FollowPaths.of(call).select(files.entries());
    } catch (IOException e) {
      throw new GrpcException(GrpcException.INTERNAL, "reading build context: " + e.getMessage());
    }
    for (ContextEntry entry : entries) {
      call.send(new ProtoWriter().number(1, STAT).message(2, stat(entry)).toBytes());
    }
    call.send(new ProtoWriter().number(1, STAT).toBytes());
    serve(call, files, entries);
  }

  private static void serve(GrpcCall call, ContextFiles files, List<ContextEntry> entries)
      throws GrpcException, IOException, InterruptedException {
    for (Optional<byte[]> message = call.receive(); message.isPresent(); message = call.receive()) {
      Packet packet = Packet.read(message.get());
      switch (packet.type) {
        case REQUEST -> {
          if (packet.id < 0 || packet.id >= entries.size()) {
            throw new GrpcException(GrpcException.INVALID_ARGUMENT, "invalid file id " + packet.id);
          }
          send(call, files, entries.get((int) packet.id), packet.id);
        }
        case FINISHED -> {
          call.send(new ProtoWriter().number(1, FINISHED).toBytes());
          return;
        }
        case ERROR ->
            throw new GrpcException(GrpcException.INTERNAL, "error from receiver: " + packet.data);
        default -> {
          // the other side has nothing else to say
        }
      }
    }
  }

  private static void send(GrpcCall call, ContextFiles files, ContextEntry entry, long id)
      throws GrpcException, IOException, InterruptedException {
    byte[] buffer = new byte[CHUNK];
    try (InputStream content = files.open(entry)) {
      int count = content.readNBytes(buffer, 0, CHUNK);
      while (count > 0) {
        byte[] packet =
            new ProtoWriter().number(1, DATA).number(3, id).bytes(4, buffer, 0, count).toBytes();
        call.send(packet);
        count = content.readNBytes(buffer, 0, CHUNK);
      }
    } catch (ContextReadException e) {
      throw new GrpcException(GrpcException.INTERNAL, "reading build context: " + e.getMessage());
    } catch (NoSuchFileException e) {
      // It vanished after it was listed. It goes empty; its removal starts the next build.
    }
    call.send(new ProtoWriter().number(1, DATA).number(3, id).toBytes());
  }

  private static byte[] stat(ContextEntry entry) {
    long mode = entry.permissions() & 0777;
    mode |= (entry.permissions() & 04000) != 0 ? MODE_SETUID : 0;
    mode |= (entry.permissions() & 02000) != 0 ? MODE_SETGID : 0;
    mode |= (entry.permissions() & 01000) != 0 ? MODE_STICKY : 0;
    mode |=
        switch (entry.type()) {
          case FILE -> 0;
          case DIRECTORY -> MODE_DIRECTORY;
          case LINK -> MODE_LINK;
        };
    return new ProtoWriter()
        .text(1, entry.path())
        .number(2, mode)
        .number(5, entry.size())
        .number(6, entry.modifiedNanos())
        .text(7, entry.linkTarget())
        .toBytes();
  }

  private record Packet(int type, long id, String data) {
    static Packet read(byte[] message) throws GrpcException {
      int type = STAT;
      long id = 0;
      String data = "";
      try {
        ProtoReader reader = new ProtoReader(message);
        while (reader.next()) {
          switch (reader.field()) {
            case 1 -> type = (int) reader.number();
            case 3 -> id = reader.number();
            case 4 -> data = reader.text();
            default -> {}
          }
        }
      } catch (ProtoException e) {
        throw new GrpcException(GrpcException.INVALID_ARGUMENT, String.valueOf(e.getMessage()));
      }
      return new Packet(type, id, data);
    }
  }

  /**
   * A directory of files that exist only here. BuildKit keeps what it was sent for the next build
   * and asks only for files of another size or time; so the time is made from the content.
   */
  static ContextFiles inMemory(Map<String, byte[]> content) {
    List<ContextEntry> entries = new ArrayList<>();
    content.keySet().stream()
        .sorted()
        .forEach(name ->
            entries.add(
                new ContextEntry(
                    name,
                    ContextEntry.Type.FILE,
                    0644,
                    content.getOrDefault(name, new byte[0]).length,
                    timeOf(content.getOrDefault(name, new byte[0])),
                    "")));
    return new ContextFiles() {
      @Override
      public List<ContextEntry> entries() {
        return entries;
      }

      @Override
      public InputStream open(ContextEntry entry) {
        return new java.io.ByteArrayInputStream(content.getOrDefault(entry.path(), new byte[0]));
      }
    };
  }

  /** Nanoseconds since 1970, not after 2043, another for every content. */
  private static long timeOf(byte[] content) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(content);
      return ByteBuffer.wrap(hash).getLong() >>> 3;
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
