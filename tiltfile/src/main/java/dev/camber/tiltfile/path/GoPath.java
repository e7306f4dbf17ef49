package dev.camber.tiltfile.path;

import java.nio.file.FileSystem;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * Paths as text, by the rules of Go's {@code path/filepath} on Unix: what Tiltfiles see of paths
 * must not depend on the file system.
 */
public final class GoPath {
  private GoPath() {}

  public static boolean isAbsolute(String path) {
    return path.startsWith("/");
  }

  /** The shortest path that means the same, worked out from the text alone; {@code .} for "". */
  public static String clean(String path) {
    if (path.isEmpty()) {
      return ".";
    }
    boolean rooted = isAbsolute(path);
    Deque<String> parts = new ArrayDeque<>();
    for (String part : path.split("/", -1)) {
      if (part.isEmpty() || part.equals(".")) {
        continue;
      }
      if (!part.equals("..")) {
        parts.addLast(part);
      } else if (!parts.isEmpty() && !parts.getLast().equals("..")) {
        parts.removeLast();
      } else if (!rooted) {
        parts.addLast(part);
      }
    }
    String joined = String.join("/", parts);
    if (rooted) {
      return "/" + joined;
    }
    return joined.isEmpty() ? "." : joined;
  }

  /** The non-empty parts joined and cleaned; empty if there are none. */
  public static String join(String... parts) {
    return join(List.of(parts));
  }

  /** {@link #join(String...)}. */
  public static String join(List<String> parts) {
    List<String> kept = new ArrayList<>();
    for (String part : parts) {
      if (!part.isEmpty()) {
        kept.add(part);
      }
    }
    return kept.isEmpty() ? "" : clean(String.join("/", kept));
  }

  /** The last element; {@code .} for "", {@code /} for slashes alone. */
  public static String base(String path) {
    if (path.isEmpty()) {
      return ".";
    }
    String stripped = stripSlashes(path);
    if (stripped.isEmpty()) {
      return "/";
    }
    return stripped.substring(stripped.lastIndexOf('/') + 1);
  }

  private static String stripSlashes(String path) {
    int end = path.length();
    while (end > 0 && path.charAt(end - 1) == '/') {
      end--;
    }
    return path.substring(0, end);
  }

  /** Everything but the last element, cleaned. */
  public static String dir(String path) {
    return clean(path.substring(0, path.lastIndexOf('/') + 1));
  }

  /** {@code path} as seen from {@code base}, or empty if that cannot be said from the text. */
  public static Optional<String> relative(String base, String path) {
    String from = clean(base);
    String to = clean(path);
    if (from.equals(to)) {
      return Optional.of(".");
    }
    if (from.equals(".")) {
      from = "";
    }
    if (isAbsolute(from) != isAbsolute(to)) {
      return Optional.empty();
    }
    List<String> fromParts = parts(from);
    List<String> toParts = parts(to);
    int common = 0;
    while (common < fromParts.size()
        && common < toParts.size()
        && fromParts.get(common).equals(toParts.get(common))) {
      common++;
    }
    if (common < fromParts.size() && fromParts.get(common).equals("..")) {
      return Optional.empty();
    }
    List<String> out = new ArrayList<>();
    for (int i = common; i < fromParts.size(); i++) {
      out.add("..");
    }
    out.addAll(toParts.subList(common, toParts.size()));
    return Optional.of(String.join("/", out));
  }

  private static List<String> parts(String path) {
    List<String> parts = new ArrayList<>();
    for (String part : path.split("/", -1)) {
      if (!part.isEmpty()) {
        parts.add(part);
      }
    }
    return parts;
  }

  /** {@code path} joined to {@code base} and cleaned, or as it is if absolute. */
  public static String resolve(String base, String path) {
    return isAbsolute(path) ? path : join(base, path);
  }

  /**
   * The file of that name; empty if no file can have it: it has a NUL, or characters that the file
   * system's encoding does not know.
   */
  public static Optional<Path> onDisk(FileSystem fileSystem, String path) {
    try {
      return Optional.of(fileSystem.getPath(path));
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }

  /** Whether {@code path} is {@code parent} or lies below it, by whole segments. */
  public static boolean isChild(String parent, String path) {
    return relative(parent, path).filter(r -> !r.equals("..") && !r.startsWith("../")).isPresent();
  }
}
