package dev.camber.image.build;

import dev.camber.image.context.ContextEntry;
import dev.camber.image.context.ContextHash;
import dev.camber.image.engine.EngineBuild;
import dev.camber.image.session.BuildSecret;
import dev.camber.image.session.SshAgent;
import dev.camber.model.EnvironmentError;
import java.io.IOException;

/**
 * Everything an image is made from, as one hash: when it is the same, so is the image, and nothing
 * need be built. The content of secrets does not count, as it does not for BuildKit.
 */
final class BuildInputs {
  /** Above this many bytes of context, asking BuildKit is quicker than reading everything. */
  private static final long MAX_CONTEXT = 64L << 20;

  private BuildInputs() {}

  /** The hash, or empty if the context is too large to be worth it. */
  static String hash(EngineBuild build) throws EnvironmentError {
    try {
      long total = build.context().entries().stream().mapToLong(ContextEntry::size).sum();
      if (total > MAX_CONTEXT) {
        return "";
      }
      ContextHash hash =
          new ContextHash()
              .add(Boolean.toString(build.buildKit()))
              .add(build.dockerfile())
              .add(build.buildArgs())
              .add(build.target())
              .add(build.platform())
              .add(build.network())
              .add(build.cacheFrom())
              .add(build.extraHosts())
              .add(build.tags())
              .add(build.secrets().stream().map(BuildSecret::toString).toList())
              .add(build.sshAgents().stream().map(SshAgent::toString).toList())
              .add(build.context());
      return hash.hex();
    } catch (IOException e) {
      throw new EnvironmentError("reading build context: " + e.getMessage(), "", e);
    }
  }

  static EngineBuild withoutBuildKit(EngineBuild build) {
    return new EngineBuild(
        false,
        build.dockerfile(),
        build.context(),
        build.buildArgs(),
        build.target(),
        build.platform(),
        build.network(),
        build.pull(),
        build.cacheFrom(),
        build.extraHosts(),
        build.tags(),
        build.labels(),
        build.secrets(),
        build.sshAgents(),
        build.cacheKey());
  }
}
