package dev.camber.engine.local;

import dev.camber.engine.build.BuildException;
import dev.camber.engine.build.BuildRequest;
import dev.camber.engine.build.Builder;
import dev.camber.engine.build.TargetResult;
import dev.camber.engine.cmd.CmdRunner;
import dev.camber.model.ObjectNames;
import dev.camber.model.api.CmdSpec;
import dev.camber.model.api.CmdStatus;
import dev.camber.model.manifest.LocalTarget;
import dev.camber.model.manifest.Manifest;
import dev.camber.model.manifest.ShellCommand;
import dev.camber.model.manifest.TargetId;
import dev.camber.model.text.CommandText;
import java.util.Map;
import java.util.Optional;

/** Runs the update command of a local resource. Source: spec engine, section 5.2. */
public final class LocalBuilder implements Builder {
  private final CmdRunner runner;
  private final WatchBarrier barrier;

  /** A local command ran. */
  public record Ran() implements TargetResult {}

  /**
   * @param barrier passed after each command, so that files it wrote are pending for others before
   *     the next build is chosen
   */
  public LocalBuilder(CmdRunner runner, WatchBarrier barrier) {
    this.runner = runner;
    this.barrier = barrier;
  }

  /** The name of the Cmd object of a resource's update command. */
  public static String updateCmd(String resource) {
    return ObjectNames.sanitize(resource + ":update");
  }

  /** The log span of a resource's update command. */
  public static String updateSpan(String resource) {
    return "cmd:" + resource + ":update";
  }

  @Override
  public boolean builds(Manifest manifest) {
    return manifest.deployTarget() instanceof LocalTarget;
  }

  @Override
  public Map<TargetId, TargetResult> build(BuildRequest request)
      throws BuildException, InterruptedException {
    LocalTarget local = (LocalTarget) request.manifest().deployTarget();
    if (!local.updateCmd().isEmpty()) {
      run(local.name(), local.updateCmd());
    }
    return Map.of(local.id(), new Ran());
  }

  private void run(String resource, ShellCommand command)
      throws BuildException, InterruptedException {
    String cmd = updateCmd(resource);
    CmdRunner.Run run =
        runner.start(
            new CmdRunner.Launch(
                cmd,
                new CmdSpec(
                    command.argv(),
                    command.dir(),
                    command.env(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty()),
                Map.of(),
                resource,
                updateSpan(resource),
                !command.echoOff(),
                false));
    CmdStatus.Terminated end;
    try {
      end = run.await();
    } catch (InterruptedException e) {
      runner.stop(cmd);
      throw e;
    }
    barrier.flush();
    if (end.exitCode() != 0) {
      throw new BuildException(
          "Command \"" + CommandText.of(command.argv()) + "\" failed: " + end.reason());
    }
  }
}
