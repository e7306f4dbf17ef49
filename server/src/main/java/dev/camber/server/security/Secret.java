package dev.camber.server.security;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/** A token. Comparing takes the same time wherever the difference is; never prints itself. */
public final class Secret {
  private final byte[] bytes;

  public Secret(String value) {
    if (value.isEmpty()) {
      throw new IllegalArgumentException("an empty secret would let everybody in");
    }
    this.bytes = value.getBytes(StandardCharsets.UTF_8);
  }

  public boolean is(String given) {
    return MessageDigest.isEqual(bytes, given.getBytes(StandardCharsets.UTF_8));
  }

  /** The token itself, for those who hand it out. */
  public String reveal() {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  @Override
  public String toString() {
    return "(secret)";
  }
}
