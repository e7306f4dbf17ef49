package dev.camber.server.session;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.random.RandomGenerator;

/** Makes and keeps tokens. The source of randomness must be one that nobody can guess. */
public final class Tokens {
  private static final int API_BYTES = 64;

  private Tokens() {}

  /** A token for the API server, new in every session. */
  public static String api(RandomGenerator random) {
    byte[] bytes = new byte[API_BYTES];
    random.nextBytes(bytes);
    return Base64.getUrlEncoder().encodeToString(bytes);
  }

  /** A random (version 4) UUID. */
  public static String uuid(RandomGenerator random) {
    long high = random.nextLong() & ~0xf000L | 0x4000L;
    long low = random.nextLong() & 0x3fffffffffffffffL | 0x8000000000000000L;
    return new java.util.UUID(high, low).toString();
  }

  /** The web token in a file; it is made once and then kept across sessions. */
  public static String web(Path file, RandomGenerator random) throws IOException {
    try {
      String kept = Files.readString(file).strip();
      if (!kept.isEmpty()) {
        return kept;
      }
    } catch (NoSuchFileException e) {
      // It is made below.
    }
    String made = uuid(random);
    PrivateFiles.write(file, made);
    // The mode that the reference gives it.
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
    return made;
  }
}
