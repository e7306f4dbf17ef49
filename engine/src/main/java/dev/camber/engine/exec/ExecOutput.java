package dev.camber.engine.exec;

import java.io.IOException;

/** Takes what a command prints. A slow one slows the command down; called on several threads. */
public interface ExecOutput {
  /** The command has been asked for; called once, before anything else. */
  void started(ExecTarget target) throws IOException;

  /**
   * Bytes as they came.
   *
   * @param error whether they are of stderr; never with a terminal, which has one output
   */
  void write(boolean error, byte[] bytes, int offset, int length) throws IOException;
}
