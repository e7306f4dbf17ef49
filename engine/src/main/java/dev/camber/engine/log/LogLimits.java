package dev.camber.engine.log;

/**
 * How much log is kept.
 *
 * @param memory bytes for all resources together; each gets an equal share, at least {@code
 *     memoryShare}
 * @param memoryShare bytes that a resource may always keep in memory
 * @param fileSize bytes after which a new file is begun
 * @param filesPerResource how many files a resource keeps; the oldest goes first
 */
public record LogLimits(long memory, long memoryShare, long fileSize, int filesPerResource) {
  /** 24 MB in memory, 64 KB at least each; 64 MB on disk for each resource. */
  public static final LogLimits DEFAULT = new LogLimits(24L << 20, 64 << 10, 4L << 20, 16);
}
