package dev.camber.host.process;

/** Where the two output streams of a process go. */
public sealed interface Output {
  /** Both streams through one pipe: the order in which the process wrote is kept. */
  static Output merged(OutputSink sink) {
    return new Merged(sink);
  }

  /** Each stream to its own sink. */
  static Output separate(OutputSink stdout, OutputSink stderr) {
    return new Separate(stdout, stderr);
  }

  /** See {@link #merged}. */
  record Merged(OutputSink sink) implements Output {}

  /** See {@link #separate}. */
  record Separate(OutputSink stdout, OutputSink stderr) implements Output {}
}
