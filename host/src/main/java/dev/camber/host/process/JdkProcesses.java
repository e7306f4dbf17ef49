package dev.camber.host.process;

import dev.camber.host.process.ProcessStartException.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Processes where there is no {@code posix_spawn} (Windows): the JDK's own. There are no process
 * groups; the descendants known at the moment of the signal take their place.
 */
final class JdkProcesses implements Processes {
  private final ProcessLedger ledger;

  JdkProcesses(ProcessLedger ledger) {
    this.ledger = ledger;
  }

  @Override
  public RunningProcess start(ProcessSpec spec, Output output) throws ProcessStartException {
    String name = spec.argv().getFirst();
    ProcessBuilder builder = new ProcessBuilder(spec.argv());
    builder.directory(spec.dir().toFile());
    builder.environment().clear();
    builder.environment().putAll(spec.environment().with(ledger.marker()).asMap());
    boolean merged = output instanceof Output.Merged;
    builder.redirectErrorStream(merged);
    ledger.starting();
    Process process;
    try {
      process = builder.start();
    } catch (IOException e) {
      ledger.startFailed();
      throw failed(spec, name, e);
    }
    ledger.started(process.pid());
    feed(spec, process);
    List<CompletableFuture<Void>> readers = new ArrayList<>();
    switch (output) {
      case Output.Merged(OutputSink sink) -> readers.add(read(process.getInputStream(), sink));
      case Output.Separate(OutputSink stdout, OutputSink stderr) -> {
        readers.add(read(process.getInputStream(), stdout));
        readers.add(read(process.getErrorStream(), stderr));
      }
    }
    JdkProcess running = new JdkProcess(process, spec.remainder(), readers);
    var _ = running.exit().thenRun(() -> ledger.ended(process.pid()));
    return running;
  }

  private static ProcessStartException failed(ProcessSpec spec, String name, IOException cause) {
    if (!java.nio.file.Files.isDirectory(spec.dir())) {
      return new ProcessStartException(
          Reason.DIRECTORY, "fork/exec " + name + ": no such file or directory");
    }
    try {
      ExecutableLookup.find(name, spec.dir(), spec.environment());
    } catch (ProcessStartException e) {
      return e;
    }
    return new ProcessStartException(Reason.OTHER, "fork/exec " + name + ": " + cause.getMessage());
  }

  private static void feed(ProcessSpec spec, Process process) {
    OutputStream stdin = process.getOutputStream();
    switch (spec.stdin()) {
      case Stdin.Empty() -> close(stdin);
      case Stdin.Pipe() -> {}
      case Stdin.Bytes(byte[] bytes) ->
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
  }

  private static void close(OutputStream stream) {
    try {
      stream.close();
    } catch (IOException e) {
      // Already gone with its process.
      return;
    }
  }

  private static CompletableFuture<Void> read(InputStream stream, OutputSink sink) {
    CompletableFuture<Void> done = new CompletableFuture<>();
    Thread.ofPlatform()
        .daemon()
        .name("camber-process-output")
        .start(() -> {
          byte[] buffer = new byte[16 * 1024];
          try (stream) {
            for (int n = stream.read(buffer); n >= 0; n = stream.read(buffer)) {
              sink.write(buffer, 0, n);
            }
          } catch (IOException e) {
            // Closed under us at the end of the process: the end of the stream.
            return;
          } finally {
            sink.end();
            done.complete(null);
          }
        });
    return done;
  }

  /** One process of the JDK. Thread-safe as {@link Process} is. */
  private static final class JdkProcess implements RunningProcess {
    private static final Duration PIPE_PATIENCE = Duration.ofMillis(250);

    private final Process process;
    private final CompletableFuture<ExitStatus> exit = new CompletableFuture<>();

    JdkProcess(
        Process process, ProcessSpec.Remainder remainder, List<CompletableFuture<Void>> readers) {
      this.process = process;
      CompletableFuture<Void> allRead =
          CompletableFuture.allOf(readers.toArray(CompletableFuture<?>[]::new));
      Thread.ofVirtual()
          .name("camber-process-exit")
          .start(() -> {
            try {
              int code = process.waitFor();
              if (remainder == ProcessSpec.Remainder.KILL) {
                Waiting.await(allRead, PIPE_PATIENCE);
              } else {
                Waiting.get(allRead);
              }
              exit.complete(new ExitStatus(code, code > 128 && code < 160 ? code - 128 : 0));
            } catch (InterruptedException e) {
              throw new IllegalStateException("nobody interrupts this thread", e);
            }
          });
    }

    @Override
    public long pid() {
      return process.pid();
    }

    @Override
    public CompletableFuture<ExitStatus> exit() {
      return exit.copy();
    }

    @Override
    public OutputStream stdin() {
      return process.getOutputStream();
    }

    @Override
    public boolean signal(Signal signal) {
      if (!process.isAlive()) {
        return false;
      }
      boolean hard = signal == Signal.KILL;
      process.descendants().forEach(child -> send(child, hard));
      return send(process.toHandle(), hard);
    }

    private static boolean send(ProcessHandle process, boolean hard) {
      return hard ? process.destroyForcibly() : process.destroy();
    }
  }
}
