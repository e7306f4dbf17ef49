package dev.camber.image.build;

import dev.camber.host.env.Environment;
import dev.camber.host.process.LineSplitter;
import dev.camber.host.process.Output;
import dev.camber.host.process.ProcessResult;
import dev.camber.host.process.ProcessSpec;
import dev.camber.host.process.ProcessStartException;
import dev.camber.host.process.Processes;
import dev.camber.image.auth.CredentialSource;
import dev.camber.image.auth.RegistryCredentials;
import dev.camber.image.engine.DockerEngine;
import dev.camber.model.EnvironmentError;
import dev.camber.model.api.DockerImageStatus;
import dev.camber.model.codec.MicroTime;
import dev.camber.model.image.ImageReference;
import dev.camber.model.log.Logger;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** Gets built images to the cluster. Thread-safe. */
public final class ImagePusher {
  private static final String PUSH_STAGE = "docker push";

  private final DockerEngine engine;
  private final CredentialSource credentials;
  private final Processes processes;
  private final Environment environment;
  private final InstantSource clock;

  public ImagePusher(
      DockerEngine engine,
      CredentialSource credentials,
      Processes processes,
      Environment environment,
      InstantSource clock) {
    this.engine = engine;
    this.credentials = credentials;
    this.processes = processes;
    this.environment = environment;
    this.clock = clock;
  }

  /** What became of a push: its stage for the image's status, if there was something to do. */
  public record Outcome(Optional<DockerImageStatus.Stage> stage) {}

  /** A push that failed, with its stage. */
  public static final class PushException extends EnvironmentError {
    private static final long serialVersionUID = 1L;

    private final transient DockerImageStatus.Stage stage;

    PushException(String message, EnvironmentError cause, DockerImageStatus.Stage stage) {
      super(message, cause.hint(), cause);
      this.stage = stage;
    }

    public DockerImageStatus.Stage stage() {
      return stage;
    }
  }

  /**
   * Does what the plan says. Its lines stand below the headline {@code Pushing …}.
   *
   * @throws PushException if registry or cluster refuse
   */
  public Outcome carryOut(PushPlan plan, ImageReference local, Logger logger)
      throws PushException, InterruptedException {
    Logger inner = new IndentedLogger(logger, IndentedLogger.STEP);
    return switch (plan) {
      case PushPlan.None() -> new Outcome(Optional.empty());
      case PushPlan.Skip(String message) -> {
        inner.info(message);
        yield new Outcome(Optional.empty());
      }
      case PushPlan.Load(PushPlan.LocalCluster cluster) -> {
        inner.info("Loading image to " + cluster.product().title());
        yield timed(
            cluster.product().stage(),
            "Error loading image to " + cluster.product().title() + ": ",
            () -> load(cluster, local, inner));
      }
      case PushPlan.Push() -> {
        inner.info("Pushing with Docker client");
        yield timed(
            PUSH_STAGE,
            "docker push: pushing image \"" + local.nameOnly().familiar() + "\": ",
            () -> push(local, inner));
      }
    };
  }

  private interface Work {
    void run() throws EnvironmentError, InterruptedException;
  }

  private Outcome timed(String name, String failure, Work work)
      throws PushException, InterruptedException {
    Instant start = clock.instant();
    try {
      work.run();
      return new Outcome(Optional.of(stage(name, start, "")));
    } catch (EnvironmentError e) {
      String message = failure + e.getMessage();
      throw new PushException(message, e, stage(name, start, message));
    }
  }

  private DockerImageStatus.Stage stage(String name, Instant start, String error) {
    return new DockerImageStatus.Stage(
        name,
        false,
        error,
        Optional.of(new MicroTime(start)),
        Optional.of(new MicroTime(clock.instant())));
  }

  private void push(ImageReference local, Logger logger)
      throws EnvironmentError, InterruptedException {
    logger.info("Authenticating to image repo: " + local.nameOnly().familiar());
    RegistryCredentials login = credentials.forRegistry(local.domain());
    logger.info("Sending image data");
    engine.images().push(local, login, new ProgressPrinter(logger, clock));
  }

  private void load(PushPlan.LocalCluster cluster, ImageReference local, Logger logger)
      throws EnvironmentError, InterruptedException {
    List<String> argv =
        switch (cluster.product()) {
          case KIND ->
              List.of("kind", "load", "docker-image", local.familiar(), "--name", cluster.name());
          case K3D ->
              List.of("k3d", "image", "import", local.familiar(), "--cluster", cluster.name());
        };
    try {
      ProcessResult result =
          processes.run(
              ProcessSpec.of(argv, Path.of("").toAbsolutePath(), environment),
              Output.merged(new LineSplitter(logger::info)),
              Processes.NO_LIMIT);
      if (!result.success()) {
        throw new EnvironmentError(
            result.exit().describe(), "try by hand: " + String.join(" ", argv));
      }
    } catch (ProcessStartException e) {
      throw new EnvironmentError(
          String.valueOf(e.getMessage()),
          "install " + argv.getFirst() + ", or give the cluster a registry",
          e);
    }
  }
}
