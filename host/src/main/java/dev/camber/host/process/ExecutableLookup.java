package dev.camber.host.process;

import dev.camber.host.env.Environment;
import dev.camber.host.process.ProcessStartException.Reason;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** Finds programs as Go's {@code exec.LookPath} does, with its words for what is wrong. */
public final class ExecutableLookup {
  private ExecutableLookup() {}

  /**
   * The path of a program.
   *
   * @param name a name to search in {@code PATH}, or a path
   * @param dir what a relative path is relative to
   * @throws ProcessStartException {@code exec: "x": executable file not found in $PATH}, {@code
   *     exec: "./x": permission denied}, …
   */
  public static Path find(String name, Path dir, Environment environment)
      throws ProcessStartException {
    if (name.indexOf('/') >= 0
        || (File.separatorChar != '/' && name.indexOf(File.separatorChar) >= 0)) {
      Path path = resolve(dir, name);
      if (path == null || !Files.exists(path)) {
        throw new ProcessStartException(
            Reason.NOT_FOUND,
            "exec: " + quote(name) + ": stat " + name + ": no such file or directory");
      }
      if (Files.isDirectory(path)) {
        throw new ProcessStartException(
            Reason.PERMISSION, "exec: " + quote(name) + ": is a directory");
      }
      if (!Files.isExecutable(path)) {
        throw new ProcessStartException(
            Reason.PERMISSION, "exec: " + quote(name) + ": permission denied");
      }
      return path;
    }
    for (String entry : environment.get("PATH").orElse("").split(File.pathSeparator, -1)) {
      Path folder = entry.isEmpty() ? dir : resolve(dir, entry);
      Path candidate = folder == null || name.isEmpty() ? null : resolve(folder, name);
      if (candidate == null || !Files.isExecutable(candidate) || Files.isDirectory(candidate)) {
        continue;
      }
      if (entry.isEmpty() || !Path.of(entry).isAbsolute()) {
        // Go refuses what a relative PATH entry finds: the program would change with the directory.
        throw new ProcessStartException(
            Reason.NOT_IN_PATH,
            "exec: " + quote(name) + ": cannot run executable found relative to current directory");
      }
      return candidate;
    }
    throw new ProcessStartException(
        Reason.NOT_IN_PATH, "exec: " + quote(name) + ": executable file not found in $PATH");
  }

  /** Null if it is no path at all, or holds what the file system cannot express. */
  private static @org.jspecify.annotations.Nullable Path resolve(Path dir, String name) {
    try {
      return dir.resolve(name);
    } catch (InvalidPathException e) {
      return null;
    }
  }

  static String quote(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> quoted.append("\\\"");
        case '\\' -> quoted.append("\\\\");
        case '\n' -> quoted.append("\\n");
        case '\t' -> quoted.append("\\t");
        case '\r' -> quoted.append("\\r");
        default -> {
          if (c < ' ' || c == 0x7F) {
            quoted.append(String.format("\\x%02x", (int) c));
          } else {
            quoted.append(c);
          }
        }
      }
    }
    return quoted.append('"').toString();
  }
}
