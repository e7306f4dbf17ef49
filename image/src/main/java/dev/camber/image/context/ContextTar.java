package dev.camber.image.context;

import java.io.EOFException;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.function.LongConsumer;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

/**
 * A context and a Dockerfile as a tar for the classic builder. Owner and group are 0, whatever they
 * are here. Source: spec engine section 2.6.
 */
public final class ContextTar {
  private static final int BUFFERED = 5_000_000;

  private final String dockerfile;
  private final ContextFiles context;
  private final String dockerfileName;
  private final LongConsumer sent;

  /**
   * @param mark makes the Dockerfile's name one that no file of the context has
   * @param sent told how many bytes have been written, from time to time
   */
  public ContextTar(String dockerfile, ContextFiles context, String mark, LongConsumer sent) {
    this.dockerfile = dockerfile;
    this.context = context;
    this.dockerfileName = ".dockerfile." + mark;
    this.sent = sent;
  }

  /** Where the Dockerfile is in the tar. */
  public String dockerfileName() {
    return dockerfileName;
  }

  public void writeTo(OutputStream out) throws IOException {
    Counting counting = new Counting(out, sent);
    TarArchiveOutputStream tar =
        new TarArchiveOutputStream(counting, StandardCharsets.UTF_8.name());
    tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
    tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
    tar.setAddPaxHeadersForNonAsciiNames(true);
    for (ContextEntry entry : entries()) {
      write(tar, entry);
    }
    byte[] text = dockerfile.getBytes(StandardCharsets.UTF_8);
    TarArchiveEntry header = new TarArchiveEntry(dockerfileName);
    header.setMode(0100644);
    header.setSize(text.length);
    owned(header, 0);
    tar.putArchiveEntry(header);
    tar.write(text);
    tar.closeArchiveEntry();
    tar.finish();
    counting.flush();
  }

  private List<ContextEntry> entries() throws ContextReadException {
    try {
      return context.entries();
    } catch (IOException e) {
      throw new ContextReadException(String.valueOf(e.getMessage()), e);
    }
  }

  private InputStream open(ContextEntry entry) throws IOException {
    try {
      return context.open(entry);
    } catch (NoSuchFileException e) {
      throw e;
    } catch (IOException e) {
      throw new ContextReadException(entry.path() + ": " + e.getMessage(), e);
    }
  }

  private void write(TarArchiveOutputStream tar, ContextEntry entry) throws IOException {
    switch (entry.type()) {
      case DIRECTORY -> {
        TarArchiveEntry header = new TarArchiveEntry(entry.path() + "/");
        header.setMode(040000 | entry.permissions());
        put(tar, owned(header, entry.modifiedNanos()));
      }
      case LINK -> {
        TarArchiveEntry header = new TarArchiveEntry(entry.path(), TarConstants.LF_SYMLINK);
        header.setLinkName(entry.linkTarget());
        header.setMode(0120777);
        put(tar, owned(header, entry.modifiedNanos()));
      }
      case FILE -> {
        try (InputStream content = open(entry)) {
          file(tar, entry, content);
        } catch (NoSuchFileException e) {
          // it vanished after it was listed
        }
      }
    }
  }

  private static void put(TarArchiveOutputStream tar, TarArchiveEntry header) throws IOException {
    tar.putArchiveEntry(header);
    tar.closeArchiveEntry();
  }

  private static void file(TarArchiveOutputStream tar, ContextEntry entry, InputStream content)
      throws IOException {
    TarArchiveEntry header = new TarArchiveEntry(entry.path());
    header.setMode(0100000 | entry.permissions());
    owned(header, entry.modifiedNanos());
    if (entry.size() < BUFFERED) {
      // Read first, so that the size in the header is right even while somebody writes the file.
      byte[] bytes = content.readNBytes(BUFFERED);
      header.setSize(bytes.length);
      tar.putArchiveEntry(header);
      tar.write(bytes);
    } else {
      header.setSize(entry.size());
      tar.putArchiveEntry(header);
      byte[] buffer = new byte[64 * 1024];
      long left = entry.size();
      while (left > 0) {
        int count = content.read(buffer, 0, (int) Math.min(buffer.length, left));
        if (count < 0) {
          throw new ContextReadException(
              entry.path() + " became shorter while it was read", new EOFException());
        }
        tar.write(buffer, 0, count);
        left -= count;
      }
    }
    tar.closeArchiveEntry();
  }

  private static TarArchiveEntry owned(TarArchiveEntry header, long modifiedNanos) {
    header.setUserId(0);
    header.setGroupId(0);
    header.setUserName("");
    header.setGroupName("");
    // Whole seconds: fractions would need an extended header for every file.
    header.setModTime(Math.floorDiv(modifiedNanos, 1_000_000_000L) * 1000);
    return header;
  }

  private static final class Counting extends FilterOutputStream {
    private final LongConsumer sent;
    private long count;

    Counting(OutputStream out, LongConsumer sent) {
      super(out);
      this.sent = sent;
    }

    @Override
    public void write(int b) throws IOException {
      out.write(b);
      count++;
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
      out.write(bytes, from, length);
      count += length;
      sent.accept(count);
    }
  }
}
