package dev.camber.host.process;

/** The signals Camber sends; the numbers are the same on Linux and macOS. */
public enum Signal {
  HUP(1),
  INT(2),
  KILL(9),
  TERM(15);

  private final int number;

  Signal(int number) {
    this.number = number;
  }

  public int number() {
    return number;
  }

  /** The words that Go has for a signal; {@code signal N} for rare ones. */
  static String describe(int number) {
    return switch (number) {
      case 1 -> "hangup";
      case 2 -> "interrupt";
      case 3 -> "quit";
      case 4 -> "illegal instruction";
      case 5 -> "trace/breakpoint trap";
      case 6 -> "aborted";
      case 8 -> "floating point exception";
      case 9 -> "killed";
      case 11 -> "segmentation fault";
      case 13 -> "broken pipe";
      case 14 -> "alarm clock";
      case 15 -> "terminated";
      default -> "signal " + number;
    };
  }
}
