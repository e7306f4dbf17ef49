package dev.camber.engine.apply;

import dev.camber.host.env.Environment;
import dev.camber.host.process.CapturedOutput;
import dev.camber.host.process.LineSplitter;
import dev.camber.host.process.Output;
import dev.camber.host.process.ProcessResult;
import dev.camber.host.process.ProcessSpec;
import dev.camber.host.process.ProcessStartException;
import dev.camber.host.process.Processes;
import dev.camber.kubernetes.cluster.ObjectRef;
import dev.camber.kubernetes.entity.K8sEntity;
import dev.camber.kubernetes.entity.ManifestException;
import dev.camber.kubernetes.entity.ManifestReader;
import dev.camber.model.api.CommandSpec;
import dev.camber.model.json.JsonObject;
import dev.camber.model.log.Logger;
import dev.camber.model.text.GoDuration;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** The commands of {@code k8s_custom_deploy}. Source: spec engine, section 3.8. */
public final class DeployCommands {
  private static final int MOST_ECHOED = 500;
  private static final int ECHOED_PART = 250;

  private final Processes processes;
  private final Supplier<Environment> environment;
  private final Path directory;

  /**
   * @param environment what commands inherit, with the kubeconfig of the session's cluster
   */
  public DeployCommands(Processes processes, Supplier<Environment> environment, Path directory) {
    this.processes = processes;
    this.environment = environment;
    this.directory = directory;
  }

  /** Runs an apply command; its output names the objects. */
  List<JsonObject> apply(
      CommandSpec command, List<PreparedObjects.BuiltImageMap> images, Duration timeout, Logger log)
      throws KubernetesApplier.Failed, InterruptedException {
    List<String> variables = new ArrayList<>(command.env());
    for (int i = 0; i < images.size(); i++) {
      variables.add("TILT_IMAGE_MAP_" + i + "=" + images.get(i).name());
      variables.add("TILT_IMAGE_" + i + "=" + images.get(i).status().imageFromCluster());
    }
    log.info("     Running cmd: " + shown(command));
    CapturedOutput stdout = new CapturedOutput(CapturedOutput.DEFAULT_LIMIT);
    ProcessResult result;
    try {
      result =
          processes.run(
              spec(command, variables),
              Output.separate(stdout, new LineSplitter(log::info)),
              timeout);
    } catch (ProcessStartException e) {
      throw new KubernetesApplier.Failed("apply command failed: " + e.getMessage());
    }
    String out = new String(stdout.bytes(), StandardCharsets.UTF_8);
    if (result.timedOut()) {
      throw new KubernetesApplier.Failed(
          "apply command timed out after "
              + GoDuration.format(timeout)
              + " - see https://docs.tilt.dev/api.html#api.update_settings for how to increase"
              + echoed(out));
    }
    if (!result.success()) {
      throw new KubernetesApplier.Failed(
          "apply command exited with status " + result.exit().code() + echoed(out));
    }
    return objects(out);
  }

  private static List<JsonObject> objects(String out) throws KubernetesApplier.Failed {
    List<K8sEntity> entities;
    try {
      entities = ManifestReader.read(out);
    } catch (ManifestException e) {
      throw new KubernetesApplier.Failed(
          "apply command returned malformed YAML: " + e.getMessage() + echoed(out));
    }
    for (K8sEntity entity : entities) {
      if (ObjectRef.of(entity.tree()).uid().isEmpty()) {
        throw new KubernetesApplier.Failed("Resource missing uid: " + entity.name());
      }
    }
    return entities.stream().map(K8sEntity::tree).toList();
  }

  /** Runs a delete command; a failure is logged, never thrown. */
  void delete(CommandSpec command, Duration timeout, String reason, Logger log)
      throws InterruptedException {
    log.info("Running cmd: " + shown(command));
    try {
      ProcessResult result =
          processes.run(
              spec(command, command.env()), Output.merged(new LineSplitter(log::info)), timeout);
      if (!result.success()) {
        log.error(
            "Error "
                + reason
                + ": delete command "
                + (result.timedOut() ? "timed out" : "exited with status " + result.exit().code()));
      }
    } catch (ProcessStartException e) {
      log.error("Error " + reason + ": " + e.getMessage());
    }
  }

  private ProcessSpec spec(CommandSpec command, List<String> variables) {
    return ProcessSpec.of(
        command.args(),
        command.dir().isEmpty() ? directory : Path.of(command.dir()),
        environment.get().withEntries(variables));
  }

  private static String shown(CommandSpec command) {
    List<String> args = command.args();
    boolean shell = args.size() == 3 && args.get(0).equals("sh") && args.get(1).equals("-c");
    return shell ? args.get(2) : String.join(" ", args);
  }

  private static String echoed(String out) {
    String text =
        out.length() <= MOST_ECHOED
            ? out
            : out.substring(0, ECHOED_PART)
                + "... [truncated by Tilt] ..."
                + out.substring(out.length() - ECHOED_PART);
    return "\nstdout:\n" + text + "\n";
  }
}
