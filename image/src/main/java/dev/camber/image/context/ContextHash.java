package dev.camber.image.context;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * What a build sees, as one number: equal hashes mean equal images, as far as the context goes.
 * Times do not count, names, permissions, links and content do.
 */
public final class ContextHash {
  private final MessageDigest digest;

  public ContextHash() {
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** Adds one text; texts do not run into each other. */
  public ContextHash add(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    add(bytes.length);
    digest.update(bytes);
    return this;
  }

  public ContextHash add(List<String> texts) {
    add(texts.size());
    texts.forEach(this::add);
    return this;
  }

  private void add(long number) {
    digest.update(ByteBuffer.allocate(Long.BYTES).putLong(number).flip());
  }

  /** Adds all files with their content. */
  public ContextHash add(ContextFiles files) throws IOException {
    byte[] buffer = new byte[64 * 1024];
    for (ContextEntry entry : files.entries()) {
      add(entry.path());
      add(entry.type().ordinal());
      add(entry.permissions());
      add(entry.linkTarget());
      if (entry.type() == ContextEntry.Type.FILE) {
        try (InputStream content = files.open(entry)) {
          long total = 0;
          for (int n = content.read(buffer); n >= 0; n = content.read(buffer)) {
            digest.update(buffer, 0, n);
            total += n;
          }
          add(total);
        } catch (NoSuchFileException e) {
          add(-1); // it vanished, so the next hash will differ as well
        }
      }
    }
    return this;
  }

  /** The hash of all that was added; nothing may be added after. */
  public String hex() {
    return HexFormat.of().formatHex(digest.digest());
  }
}
