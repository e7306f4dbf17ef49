package dev.camber.host.process.fake;

import dev.camber.host.process.ExitStatus;
import dev.camber.host.process.Output;
import dev.camber.host.process.OutputSink;
import dev.camber.host.process.ProcessSpec;
import dev.camber.host.process.RunningProcess;
import dev.camber.host.process.Signal;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** A process in the hands of a test. For any thread. */
public final class InMemoryProcess implements RunningProcess {
  private final long pid;
  private final ProcessSpec spec;
  private final OutputSink stdout;
  private final OutputSink stderr;
  private final ByteArrayOutputStream stdin = new ByteArrayOutputStream();
  private final CompletableFuture<ExitStatus> exit = new CompletableFuture<>();
  private final List<Signal> signals = new ArrayList<>();
  private final Set<Signal> ignored = EnumSet.noneOf(Signal.class);

  InMemoryProcess(long pid, ProcessSpec spec, Output output) {
    this.pid = pid;
    this.spec = spec;
    switch (output) {
      case Output.Merged(OutputSink sink) -> {
        stdout = sink;
        stderr = sink;
      }
      case Output.Separate(OutputSink out, OutputSink err) -> {
        stdout = out;
        stderr = err;
      }
    }
  }

  public ProcessSpec spec() {
    return spec;
  }

  /** Prints on standard output. */
  public synchronized void print(String text) {
    write(stdout, text);
  }

  /** Prints on standard error. */
  public synchronized void printError(String text) {
    write(stderr, text);
  }

  private void write(OutputSink sink, String text) {
    if (exit.isDone()) {
      throw new IllegalStateException("process " + pid + " has exited");
    }
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    sink.write(bytes, 0, bytes.length);
  }

  /** Exits with a code; does nothing the second time. */
  public void exitWith(int code) {
    end(ExitStatus.exited(code));
  }

  /** From now on these signals do nothing to it. KILL cannot be ignored. */
  public synchronized void ignore(Signal... which) {
    ignored.addAll(List.of(which));
    ignored.remove(Signal.KILL);
  }

  /** What signals it was sent, in order. */
  public synchronized List<Signal> signals() {
    return List.copyOf(signals);
  }

  /** What was written to its standard input. */
  public String stdinText() {
    return stdin.toString(StandardCharsets.UTF_8);
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
  public boolean signal(Signal signal) {
    synchronized (this) {
      if (exit.isDone()) {
        return false;
      }
      signals.add(signal);
      if (ignored.contains(signal)) {
        return true;
      }
    }
    end(ExitStatus.signaled(signal.number()));
    return true;
  }

  private void end(ExitStatus status) {
    synchronized (this) {
      if (exit.isDone()) {
        return;
      }
      stdout.end();
      if (!stderr.equals(stdout)) {
        stderr.end();
      }
    }
    exit.complete(status);
  }

  @Override
  public String toString() {
    return "process " + pid + " " + spec.argv();
  }
}
