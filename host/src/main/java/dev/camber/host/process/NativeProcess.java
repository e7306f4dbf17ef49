package dev.camber.host.process;

import dev.camber.host.libc.Libc;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** A child and its group. Signals and the reaping are guarded by this object's lock. */
final class NativeProcess implements RunningProcess {
  /** How long an exited process's pipes are waited for when a stranger holds them open. */
  private static final Duration PIPE_PATIENCE = Duration.ofMillis(250);

  private final int pid;
  private final ProcessSpec.Remainder remainder;
  private final OutputStream stdin;
  private final List<OutputPump> pumps;
  private final ProcessLedger ledger;
  private final CompletableFuture<ExitStatus> exit = new CompletableFuture<>();

  /** From then on the pid may belong to somebody else. */
  private boolean reaped;

  NativeProcess(
      int pid,
      ProcessSpec.Remainder remainder,
      OutputStream stdin,
      List<OutputPump> pumps,
      ProcessLedger ledger) {
    this.pid = pid;
    this.remainder = remainder;
    this.stdin = stdin;
    this.pumps = List.copyOf(pumps);
    this.ledger = ledger;
  }

  /** Writes these bytes to standard input and closes it, beside the caller. */
  void feed(byte[] bytes) {
    Thread.ofVirtual()
        .start(() -> {
          try (stdin) {
            stdin.write(bytes);
          } catch (IOException e) {
            // The process closed its input before it had read all, which is its right.
            return;
          }
        });
  }

  /** The child is a zombie now: its pid, and with it its group id, cannot be given away yet. */
  void exited() {
    CompletableFuture<Void> allRead =
        CompletableFuture.allOf(
            pumps.stream().map(OutputPump::done).toArray(CompletableFuture<?>[]::new));
    try {
      if (remainder == ProcessSpec.Remainder.KILL) {
        signal(Signal.KILL);
        if (!Waiting.await(allRead, PIPE_PATIENCE)) {
          pumps.forEach(OutputPump::drainAndClose);
        }
      } else {
        Waiting.get(allRead);
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException("nobody interrupts this thread", e);
    }
    int status;
    synchronized (this) {
      status = Libc.reap(pid);
      reaped = true;
    }
    ledger.ended(pid);
    closeStdin();
    exit.complete(decode(status));
  }

  private void closeStdin() {
    try {
      stdin.close();
    } catch (IOException e) {
      throw new IllegalStateException("closing a pipe", e);
    }
  }

  private static ExitStatus decode(int status) {
    int signal = status & 0x7F;
    return signal == 0 ? ExitStatus.exited((status >> 8) & 0xFF) : ExitStatus.signaled(signal);
  }

  @Override
  public long pid() {
    return pid;
  }

  @Override
  public CompletableFuture<ExitStatus> exit() {
    return exit.copy();
  }

  @Override
  public OutputStream stdin() {
    return stdin;
  }

  @Override
  public synchronized boolean signal(Signal signal) {
    return !reaped && Libc.kill(-pid, signal.number()) == 0;
  }
}
