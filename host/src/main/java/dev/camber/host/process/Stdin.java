package dev.camber.host.process;

/** What a process reads on its standard input. */
public sealed interface Stdin {
  /** Nothing: the null device. */
  Stdin NONE = new Empty();

  /** What {@link RunningProcess#stdin()} writes; the process sees the end when that is closed. */
  Stdin PIPE = new Pipe();

  /** These bytes, then the end. */
  static Stdin of(byte[] bytes) {
    return new Bytes(bytes.clone());
  }

  /** See {@link #NONE}. */
  record Empty() implements Stdin {}

  /** See {@link #PIPE}. */
  record Pipe() implements Stdin {}

  /** See {@link #of}. */
  @SuppressWarnings("ArrayRecordComponent") // compared by nobody, copied by of()
  record Bytes(byte[] bytes) implements Stdin {}
}
