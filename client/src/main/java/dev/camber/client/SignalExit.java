package dev.camber.client;

/**
 * The exit code of a command that goes on until a signal ends it. Without this a JVM ends with 128
 * and the signal's number, where scripts know the command's own code.
 */
final class SignalExit {
  private static volatile boolean isProgram;

  private SignalExit() {}

  /** Says that this JVM is the program, which may be ended; in tests it is not. */
  static void thisIsTheProgram() {
    isProgram = true;
  }

  /** From now on a signal ends the program with this code. */
  static void with(int code) {
    if (isProgram) {
      Runtime.getRuntime()
          .addShutdownHook(new Thread(() -> Runtime.getRuntime().halt(code), "signal"));
    }
  }
}
