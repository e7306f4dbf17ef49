package dev.camber.image.context;

/**
 * A file, directory or symbolic link of a context.
 *
 * @param path relative to the context, with {@code /}
 * @param type what it is
 * @param permissions lower twelve bits of its Unix mode
 * @param size in bytes; 0 unless it is a file
 * @param modifiedNanos since 1970
 * @param linkTarget of a symbolic link; empty otherwise
 */
public record ContextEntry(
    String path, Type type, int permissions, long size, long modifiedNanos, String linkTarget) {

  /** Kinds of entries; others never enter a context. */
  public enum Type {
    FILE,
    DIRECTORY,
    LINK
  }
}
