package dev.camber.host.process;

import dev.camber.host.libc.Errno;
import dev.camber.host.libc.Libc;
import dev.camber.host.libc.LibcException;
import dev.camber.host.libc.LinuxEvents;
import dev.camber.host.libc.Spawn;
import dev.camber.host.process.ProcessStartException.Reason;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Processes of Linux and macOS: {@code posix_spawn} into a session of their own. For any thread;
 * all mutable state is in {@link FdEvents} and in each process.
 */
final class NativeProcesses implements Processes, AutoCloseable {
  private final FdEvents events;
  private final ProcessLedger ledger;

  NativeProcesses(FdEvents events, ProcessLedger ledger) {
    this.events = events;
    this.ledger = ledger;
  }

  /** The best {@link FdEvents} this kernel has. */
  static FdEvents bestEvents() {
    if (Libc.LINUX) {
      try {
        // Old kernels and some sandboxes have epoll and lack pidfd.
        Libc.close(LinuxEvents.pidFd((int) ProcessHandle.current().pid()));
        return new EpollEvents();
      } catch (LibcException e) {
        return new ThreadEvents();
      }
    }
    return new ThreadEvents();
  }

  @Override
  public RunningProcess start(ProcessSpec spec, Output output) throws ProcessStartException {
    String program = program(spec);
    List<String> environment = new ArrayList<>();
    for (Map.Entry<String, String> variable :
        spec.environment().with(ledger.marker()).asMap().entrySet()) {
      environment.add(variable.getKey() + "=" + variable.getValue());
    }
    refuseNul(program, spec.argv());
    refuseNul(program, environment);

    List<Integer> childEnds = new ArrayList<>();
    List<Integer> ourEnds = new ArrayList<>();
    boolean started = false;
    try {
      OutputStream stdin = OutputStream.nullOutputStream();
      int[] stdio = new int[3];
      switch (spec.stdin()) {
        case Stdin.Empty() -> stdio[0] = kept(childEnds, Libc.openForReading("/dev/null"));
        case Stdin.Bytes(byte[] bytes) when Libc.LINUX ->
            stdio[0] = kept(childEnds, LinuxEvents.memoryFile(bytes));
        case Stdin.Bytes ignored -> stdin = pipeIn(stdio, childEnds, ourEnds);
        case Stdin.Pipe() -> stdin = pipeIn(stdio, childEnds, ourEnds);
      }
      List<OutputPump> pumps = new ArrayList<>();
      // One for both streams: what a process says first is handed on first.
      Turns turns = new Turns();
      switch (output) {
        case Output.Merged(OutputSink sink) -> {
          pumps.add(pipeOut(turns, 1, sink, stdio, childEnds, ourEnds));
          stdio[2] = stdio[1];
        }
        case Output.Separate(OutputSink stdout, OutputSink stderr) -> {
          pumps.add(pipeOut(turns, 1, stdout, stdio, childEnds, ourEnds));
          pumps.add(pipeOut(turns, 2, stderr, stdio, childEnds, ourEnds));
        }
      }
      ledger.starting();
      int pid;
      try {
        pid = Spawn.spawn(program, spec.argv(), environment, spec.dir().toString(), stdio);
      } catch (LibcException e) {
        ledger.startFailed();
        throw failed(spec, program, e);
      }
      started = true;
      ledger.started(pid);
      NativeProcess process = new NativeProcess(pid, spec.remainder(), stdin, pumps, ledger);
      for (OutputPump pump : pumps) {
        pump.start();
      }
      events.onExit(
          pid, () -> Thread.ofVirtual().name("camber-process-exit").start(process::exited));
      if (spec.stdin() instanceof Stdin.Bytes(byte[] bytes) && !Libc.LINUX) {
        process.feed(bytes);
      }
      return process;
    } catch (LibcException e) {
      throw new ProcessStartException(
          Reason.OTHER, "fork/exec " + program + ": " + Errno.describe(e.errno()));
    } finally {
      childEnds.forEach(Libc::close);
      if (!started) {
        ourEnds.forEach(Libc::close);
      }
    }
  }

  private OutputStream pipeIn(int[] stdio, List<Integer> childEnds, List<Integer> ourEnds)
      throws LibcException {
    int[] ends = Libc.pipe();
    stdio[0] = kept(childEnds, ends[0]);
    return new PipeOutputStream(events, kept(ourEnds, ends[1]));
  }

  private OutputPump pipeOut(
      Turns turns,
      int target,
      OutputSink sink,
      int[] stdio,
      List<Integer> childEnds,
      List<Integer> ourEnds)
      throws LibcException {
    int[] ends = Libc.pipe();
    int ours = kept(ourEnds, ends[0]);
    stdio[target] = kept(childEnds, ends[1]);
    return new OutputPump(events, turns, ours, sink);
  }

  private static int kept(List<Integer> ends, int fd) {
    int safe = Libc.aboveStdio(fd);
    ends.add(safe);
    return safe;
  }

  private static String program(ProcessSpec spec) throws ProcessStartException {
    String name = spec.argv().getFirst();
    if (name.indexOf('/') >= 0) {
      return name;
    }
    return ExecutableLookup.find(name, spec.dir(), spec.environment()).toString();
  }

  private static void refuseNul(String program, List<String> values) throws ProcessStartException {
    for (String value : values) {
      if (value.indexOf('\0') >= 0) {
        throw new ProcessStartException(
            Reason.OTHER, "fork/exec " + program + ": invalid argument");
      }
    }
  }

  private static ProcessStartException failed(
      ProcessSpec spec, String program, LibcException cause) {
    Path dir = spec.dir();
    Reason reason;
    if (!Files.isDirectory(dir)) {
      reason = Reason.DIRECTORY;
    } else {
      reason =
          switch (cause.errno()) {
            case Errno.ENOENT, Errno.ENOTDIR -> Reason.NOT_FOUND;
            case Errno.EACCES, Errno.EPERM -> Reason.PERMISSION;
            default -> Reason.OTHER;
          };
    }
    return new ProcessStartException(
        reason, "fork/exec " + program + ": " + Errno.describe(cause.errno()));
  }

  @Override
  public void close() {
    events.close();
  }
}
