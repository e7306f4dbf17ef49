package dev.camber.app.terminal;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jline.terminal.Attributes;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import sun.misc.Signal;
import sun.misc.SignalHandler;

/**
 * The terminal that the program was started on, read key by key: keys are not shown and need no
 * Enter, while Ctrl-C and Ctrl-Z stay the signals they are. It is given back as it was on {@link
 * #close}, while the program is suspended, and, by {@link TtyGuard}, when the program is killed.
 * Thread-safe.
 */
final class Tty implements AutoCloseable {
  private final Terminal terminal;
  private final Attributes before;
  private final TtyGuard guard;
  private final Runnable continued;
  private final InputStream keys = new FileInputStream(FileDescriptor.in);
  private final Map<String, SignalHandler> handlers = new LinkedHashMap<>(); // guarded by this
  private boolean closed; // guarded by this
  // Volatile: written by the signal's thread, read by the screen's.
  private volatile int suspensions;

  private Tty(Terminal terminal, TtyGuard guard, Runnable continued) {
    this.terminal = terminal;
    this.before = terminal.getAttributes();
    this.guard = guard;
    this.continued = continued;
  }

  /**
   * Takes the terminal.
   *
   * @param resized called when its size changed
   * @param continued called when the program was suspended and goes on: the screen has to be drawn
   *     again
   * @throws IOException if there is none
   */
  static Tty open(Runnable resized, Runnable continued) throws IOException {
    Terminal terminal;
    try {
      terminal =
          TerminalBuilder.builder()
              .system(true)
              .systemOutput(TerminalBuilder.SystemOutput.SysOut)
              .provider("ffm")
              .dumb(false)
              .nativeSignals(false)
              .graphemeCluster(false)
              .build();
    } catch (IllegalStateException e) {
      throw new IOException(e);
    }
    Tty tty = new Tty(terminal, TtyGuard.start(), continued);
    synchronized (tty) {
      tty.takeKeys();
      tty.on("WINCH", signal -> resized.run());
      tty.on("TSTP", signal -> tty.suspend());
      tty.on("CONT", signal -> tty.resume());
    }
    return tty;
  }

  private synchronized void on(String name, SignalHandler handler) {
    try {
      SignalHandler old = Signal.handle(new Signal(name), handler);
      handlers.putIfAbsent(name, old);
    } catch (IllegalArgumentException unknownHere) {
      // A system without this signal does without what it does.
    }
  }

  private void takeKeys() {
    Attributes keys = new Attributes(before);
    keys.setLocalFlag(Attributes.LocalFlag.ICANON, false);
    keys.setLocalFlag(Attributes.LocalFlag.ECHO, false);
    keys.setControlChar(Attributes.ControlChar.VMIN, 1);
    keys.setControlChar(Attributes.ControlChar.VTIME, 0);
    terminal.setAttributes(keys);
  }

  /**
   * As the shell wants it: the terminal as it was, then the stop that the signal asks for. The JVM
   * cannot raise a signal that it does not handle, so kill(1) does.
   */
  private synchronized void suspend() {
    if (closed) {
      return;
    }
    suspensions++;
    terminal.setAttributes(before);
    System.out.print(Screen.SHOW_CURSOR);
    System.out.flush();
    Signal.handle(new Signal("TSTP"), SignalHandler.SIG_DFL);
    try {
      new ProcessBuilder("kill", "-TSTP", Long.toString(ProcessHandle.current().pid())).start();
    } catch (IOException e) {
      resume();
    }
  }

  /** After a stop, ours or anybody's: the shell may have changed the terminal. */
  private synchronized void resume() {
    if (closed) {
      return;
    }
    on("TSTP", signal -> suspend());
    takeKeys();
    continued.run();
  }

  /** Waits for a byte of a key; negative when the terminal is gone. */
  int read() throws IOException {
    // Not through JLine's reader: it turns Ctrl-Z into a signal of its own, and an end of the
    // program would wait for its lock.
    return keys.read();
  }

  /** How often others got the terminal: what was drawn before that may be anywhere. */
  int suspensions() {
    return suspensions;
  }

  int columns() {
    int columns = terminal.getSize().getColumns();
    return columns > 0 ? columns : 80;
  }

  int rows() {
    int rows = terminal.getSize().getRows();
    return rows > 0 ? rows : 24;
  }

  @Override
  public void close() {
    synchronized (this) {
      if (closed) {
        return;
      }
      closed = true;
      handlers.forEach((name, handler) -> Signal.handle(new Signal(name), handler));
      terminal.setAttributes(before);
    }
    guard.close();
    try {
      terminal.close();
    } catch (IOException e) {
      // Its state has been restored above.
    }
  }
}
