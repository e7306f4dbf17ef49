package dev.camber.engine.live;

import dev.camber.engine.cluster.ClusterConnections;
import dev.camber.kubernetes.apply.TimeLimit;
import dev.camber.kubernetes.cluster.BytePipe;
import dev.camber.kubernetes.cluster.ExecRequest;
import dev.camber.kubernetes.cluster.ExecResult;
import dev.camber.kubernetes.cluster.ExecStreams;
import dev.camber.kubernetes.cluster.KubeException;
import dev.camber.kubernetes.cluster.KubeWrites;
import dev.camber.model.api.LiveUpdateSpec;
import dev.camber.model.log.LogLevel;
import dev.camber.model.log.Logger;
import dev.camber.model.text.CommandText;
import dev.camber.model.text.GoDuration;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

/**
 * Updates a container of a cluster by commands run in it: {@code rm}, {@code tar}, then the steps
 * of the Tiltfile. What cannot be done in it is tried from beside it. Source: spec engine, section
 * 4.6.
 */
public final class KubeContainerUpdater implements ContainerUpdater {
  private static final int KILLED = 137;
  private static final int PIPE_BYTES = 1 << 20;
  private static final List<String> UNPACK = List.of("tar", "-C", "/", "-x", "-f", "-");

  /** For one command; a sync of gigabytes and the slowest of builds end sooner. */
  private static final Duration LIMIT = Duration.ofMinutes(30);

  private final ClusterConnections clusters;
  private final Archives archives;
  private final Duration limit;

  public KubeContainerUpdater(ClusterConnections clusters, Archives archives) {
    this(clusters, archives, LIMIT);
  }

  /**
   * @param limit how long one command may take
   */
  KubeContainerUpdater(ClusterConnections clusters, Archives archives, Duration limit) {
    this.clusters = clusters;
    this.archives = archives;
    this.limit = limit;
  }

  @Override
  public Outcome update(String cluster, TargetContainer target, LiveUpdatePlan plan, Logger log)
      throws InterruptedException {
    Optional<KubeWrites> writes = clusters.writes(cluster);
    if (writes.isEmpty()) {
      return new Impossible("the cluster \"" + cluster + "\" is not connected");
    }
    announce(target, plan, log);
    try {
      Optional<Problem> problem = bringIn(writes.get(), target, plan, Optional.empty(), log);
      Optional<String> note = Optional.empty();
      if (problem.isPresent()) {
        if (!problem.get().anotherWay()) {
          return new Impossible(problem.get().message());
        }
        SideDoor.Answer door = SideDoor.open(clusters, cluster, target);
        if (door.door().isEmpty()) {
          return new Impossible(
              problem.get().message()
                  + "\nAn ephemeral container beside it was refused: "
                  + door.refusal());
        }
        Optional<Problem> again = bringIn(writes.get(), target, plan, door.door(), log);
        if (again.isPresent()) {
          return new Impossible(
              problem.get().message()
                  + "\nNor could an ephemeral container beside it: "
                  + again.get().message());
        }
        note =
            Optional.of(
                "The container cannot take files itself ("
                    + problem.get().message().lines().findFirst().orElse("")
                    + "): they were brought in by the ephemeral container "
                    + door.door().get().container());
      }
      return runSteps(writes.get(), target, plan.execs(), note, log);
    } catch (TimeoutException e) {
      return new Impossible(String.valueOf(e.getMessage()));
    } catch (KubeException e) {
      return new Impossible(String.valueOf(e.getMessage()));
    }
  }

  private static void announce(TargetContainer target, LiveUpdatePlan plan, Logger log) {
    String where = "container: [" + target.displayName() + "]";
    if (!plan.removals().isEmpty()) {
      log.info("Will delete " + plan.removals().size() + " file(s) from " + where);
      plan.removals()
          .forEach(
              m -> log.info("- '" + m.container() + "' (matched local path: '" + m.local() + "')"));
    }
    if (!plan.copies().isEmpty()) {
      log.info("Will copy " + plan.copies().size() + " file(s) to " + where);
      plan.copies().forEach(m -> log.info("- '" + m.local() + "' --> '" + m.container() + "'"));
    }
  }

  /** How a command ended and what it printed. */
  private record Run(ExecResult result, String output) {}

  /**
   * Why files could not be brought in.
   *
   * @param anotherWay whether something beside the container may succeed
   */
  private record Problem(String message, boolean anotherWay) {}

  private Optional<Problem> bringIn(
      KubeWrites writes,
      TargetContainer target,
      LiveUpdatePlan plan,
      Optional<SideDoor> door,
      Logger log)
      throws KubeException, InterruptedException, TimeoutException {
    if (!plan.removals().isEmpty()) {
      List<String> paths = plan.removals().stream().map(LiveUpdatePlan.Mapping::container).toList();
      List<String> command = new ArrayList<>(List.of("rm", "-rf"));
      command.addAll(paths);
      ExecRequest request =
          door.map(d -> d.remove(target, paths)).orElseGet(() -> request(target, command));
      Run removed = run(writes, request, door.isEmpty() ? log : Logger.NOWHERE);
      if (!removed.result().succeeded()) {
        return Optional.of(problem(target, "rm", request.command(), removed));
      }
    }
    ExecRequest request = door.map(d -> d.unpack(target)).orElseGet(() -> request(target, UNPACK));
    Run copied = copy(writes, request, plan);
    return copied.result().succeeded()
        ? Optional.empty()
        : Optional.of(problem(target, "tar", request.command(), copied));
  }

  private static Problem problem(
      TargetContainer target, String program, List<String> command, Run run) {
    return new Problem(explain(target, program, command, run), isMissing(run) || isDenied(run));
  }

  private Run run(KubeWrites writes, ExecRequest request, Logger log)
      throws KubeException, InterruptedException, TimeoutException {
    Tail tail = new Tail(log);
    ExecResult result = exec(writes, request, ExecStreams.output(tail, tail));
    tail.finish();
    return new Run(result, tail.text());
  }

  /** A command that never ends must not hold up every update after it. */
  private ExecResult exec(KubeWrites writes, ExecRequest request, ExecStreams streams)
      throws KubeException, InterruptedException, TimeoutException {
    try {
      return TimeLimit.call("live update exec", limit, () -> writes.exec(request, streams));
    } catch (TimeoutException e) {
      throw new TimeoutException(
          "command \""
              + CommandText.of(request.command())
              + "\" did not end within "
              + GoDuration.format(limit));
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case KubeException failure -> throw failure;
        case InterruptedException interrupted -> throw interrupted;
        case null, default -> throw new IllegalStateException(e.getCause());
      }
    }
  }

  private Run copy(KubeWrites writes, ExecRequest request, LiveUpdatePlan plan)
      throws KubeException, InterruptedException, TimeoutException {
    BytePipe pipe = new BytePipe(PIPE_BYTES);
    // Packed on a thread of its own while the other end sends: a large sync is never held in
    // memory.
    Packing packing = new Packing(pipe, plan.copies());
    Thread packer = Thread.ofVirtual().name("live update archive").start(packing);
    Tail tail = new Tail(Logger.NOWHERE);
    ExecResult result;
    try {
      result = exec(writes, request, ExecStreams.of(pipe.input(), tail, tail));
    } finally {
      closeQuietly(pipe.input());
      packer.join();
    }
    if (packing.problem().isPresent() && result.succeeded()) {
      return new Run(new ExecResult(1, packing.problem().get()), packing.problem().get());
    }
    return new Run(result, tail.text());
  }

  private static void closeQuietly(InputStream in) {
    try {
      in.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Writes the archive; what went wrong is read after the thread has ended. */
  private final class Packing implements Runnable {
    private final BytePipe pipe;
    private final List<LiveUpdatePlan.Mapping> mappings;
    private Optional<String> problem = Optional.empty();

    Packing(BytePipe pipe, List<LiveUpdatePlan.Mapping> mappings) {
      this.pipe = pipe;
      this.mappings = mappings;
    }

    @Override
    public void run() {
      try (OutputStream out = pipe.output()) {
        archives.write(mappings, out);
      } catch (IOException e) {
        problem = Optional.of(String.valueOf(e.getMessage()));
      }
    }

    Optional<String> problem() {
      return problem;
    }
  }

  private Outcome runSteps(
      KubeWrites writes,
      TargetContainer target,
      List<LiveUpdateSpec.Exec> steps,
      Optional<String> note,
      Logger log)
      throws KubeException, InterruptedException {
    for (int i = 0; i < steps.size(); i++) {
      LiveUpdateSpec.Exec step = steps.get(i);
      if (!step.echoOff()) {
        log.info("[CMD " + (i + 1) + "/" + steps.size() + "] " + String.join(" ", step.args()));
      }
      Run run;
      try {
        run = run(writes, request(target, step.args()), log);
      } catch (TimeoutException e) {
        return new CommandFailed(String.valueOf(e.getMessage()));
      }
      if (run.result().succeeded()) {
        continue;
      }
      String message = failed(target, step.args(), run.result());
      return run.result().exitCode() == KILLED
          ? new Impossible(message)
          : new CommandFailed(message);
    }
    return new Updated(note);
  }

  private static ExecRequest request(TargetContainer target, List<String> command) {
    return ExecRequest.of(
        target.pod().namespace(), target.pod().name(), target.container().name(), command);
  }

  private static String failed(TargetContainer target, List<String> command, ExecResult result) {
    String id = target.container().id();
    String suffix =
        switch (result.exitCode()) {
          case KILLED -> " (killed by container runtime)";
          case 126, 127 -> " (not found in PATH or not executable)";
          default -> "";
        };
    return "executing on container "
        + id.substring(0, Math.min(10, id.length()))
        + ": command \""
        + CommandText.of(command)
        + "\" failed with exit code: "
        + result.exitCode()
        + suffix;
  }

  private static boolean isMissing(Run run) {
    int code = run.result().exitCode();
    return code == 126
        || code == 127
        || (run.output() + run.result().message()).contains("executable file not found");
  }

  private static boolean isDenied(Run run) {
    String output = run.output() + run.result().message();
    return run.result().exitCode() == 2
        || output.contains("permission denied")
        || output.contains("Permission denied")
        || output.contains("annot open");
  }

  private static String explain(
      TargetContainer target, String program, List<String> command, Run run) {
    String raw = failed(target, command, run.result());
    if (isMissing(run)) {
      return raw
          + "\nThe container has no `"
          + program
          + "` that Camber could run. Live update needs it on the PATH of the image: add it, or leave live_update"
          + " away.";
    }
    if (isDenied(run)) {
      return raw
          + (run.output().isBlank() ? "" : "\n" + run.output().strip())
          + "\nThe container's file system denied the write. Check that the files of the image are writable, that the"
          + " image's user may write them, and that no securityContext (readOnlyRootFilesystem, runAsUser) forbids it.";
    }
    return run.output().isBlank() ? raw : raw + "\n" + run.output().strip();
  }

  /** Logs what comes and keeps its last part. For one thread. */
  private static final class Tail extends OutputStream {
    private static final int KEPT_BYTES = 4096;
    private final Logger log;
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private boolean midLine;

    Tail(Logger log) {
      this.log = log;
    }

    @Override
    public void write(int b) {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
      if (length == 0) {
        return;
      }
      log.write(LogLevel.INFO, new String(bytes, offset, length, StandardCharsets.UTF_8));
      midLine = bytes[offset + length - 1] != '\n';
      kept.write(bytes, offset, length);
      if (kept.size() > 2 * KEPT_BYTES) {
        byte[] all = kept.toByteArray();
        kept.reset();
        kept.write(all, all.length - KEPT_BYTES, KEPT_BYTES);
      }
    }

    void finish() {
      if (midLine) {
        log.write(LogLevel.INFO, "\n");
      }
    }

    String text() {
      return kept.toString(StandardCharsets.UTF_8);
    }
  }
}
