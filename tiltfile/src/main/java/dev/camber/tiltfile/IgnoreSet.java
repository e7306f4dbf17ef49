package dev.camber.tiltfile;

import java.util.List;

/**
 * Files to leave out: dockerignore patterns relative to a directory, and where they were said.
 *
 * @param localPath the directory, absolute; empty for the set that is not there
 * @param source the file or builtin that named them
 * @param patterns as written; without any the set leaves nothing out
 */
public record IgnoreSet(String localPath, String source, List<String> patterns) {
  /** No set at all. */
  public static final IgnoreSet NONE = new IgnoreSet("", "", List.of());

  public IgnoreSet {
    patterns = List.copyOf(patterns);
  }

  /** Whether it leaves nothing out. */
  public boolean isEmpty() {
    return patterns.isEmpty();
  }
}
