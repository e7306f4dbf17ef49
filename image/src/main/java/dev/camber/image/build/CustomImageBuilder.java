package dev.camber.image.build;

import dev.camber.host.env.Environment;
import dev.camber.host.process.LineSplitter;
import dev.camber.host.process.Output;
import dev.camber.host.process.ProcessResult;
import dev.camber.host.process.ProcessSpec;
import dev.camber.host.process.ProcessStartException;
import dev.camber.host.process.Processes;
import dev.camber.image.ImageBuildException;
import dev.camber.image.engine.DockerEngine;
import dev.camber.image.engine.EngineImage;
import dev.camber.model.EnvironmentError;
import dev.camber.model.UserError;
import dev.camber.model.api.CmdImageSpec;
import dev.camber.model.api.RegistryHosting;
import dev.camber.model.image.ContentTag;
import dev.camber.model.image.ImageReference;
import dev.camber.model.image.ImageRefs;
import dev.camber.model.image.InvalidReferenceException;
import dev.camber.model.image.TaggedRefs;
import dev.camber.model.json.Json;
import dev.camber.model.log.Logger;
import dev.camber.model.manifest.BuildDetails;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Builds images by running a command. Source: spec engine, section 2.10. */
public final class CustomImageBuilder implements ImageBuilder {
  private static final String REMOTE = "remote";

  private final DockerEngine engine;
  private final Processes processes;
  private final Environment environment;
  private final List<String> dockerVariables;
  private final InstantSource clock;

  /**
   * @param environment what commands inherit
   * @param dockerVariables {@code K=V} that lead the docker program to the cluster's engine; empty
   *     if that is the default one
   */
  public CustomImageBuilder(
      DockerEngine engine,
      Processes processes,
      Environment environment,
      List<String> dockerVariables,
      InstantSource clock) {
    this.engine = engine;
    this.processes = processes;
    this.environment = environment;
    this.dockerVariables = List.copyOf(dockerVariables);
    this.clock = clock;
  }

  @Override
  public BuiltImage build(ImageBuild build, Logger logger, StageListener stages)
      throws UserError, EnvironmentError, InterruptedException {
    if (!(build.details() instanceof BuildDetails.CustomBuild custom)) {
      throw new IllegalArgumentException("not a custom build: " + build.details());
    }
    CmdImageSpec spec = custom.spec();
    Instant start = clock.instant();
    boolean refFile = !spec.outputsImageRefTo().isEmpty();
    if (refFile && !spec.outputTag().isEmpty()) {
      throw new ImageBuildException("Cannot specify both tag= and outputs_image_ref_to=");
    }
    Optional<TaggedRefs> expected = refFile ? Optional.empty() : Optional.of(expected(build, spec));
    if (refFile) {
      removeOld(Path.of(spec.outputsImageRefTo()));
    }
    run(build, spec, expected, logger);
    TaggedRefs made =
        expected.isPresent()
            ? expected.get()
            : fromFile(Path.of(spec.outputsImageRefTo()), build.registry());
    if (spec.outputMode().equals(REMOTE)) {
      return new BuiltImage(made, "", "", start);
    }
    EngineImage image = engine.images().inspect(made.local().familiar()).orElseThrow(this::missing);
    if (refFile) {
      return new BuiltImage(made, image.id(), "", start);
    }
    TaggedRefs refs;
    try {
      refs = ImageRefs.of(build.selector(), build.registry()).withTag(ContentTag.of(image.id()));
    } catch (InvalidReferenceException e) {
      throw naming(build, e);
    }
    engine.images().tag(image.id(), refs.local());
    return new BuiltImage(refs, image.id(), "", start);
  }

  private ImageBuildException missing() {
    return new ImageBuildException(
        "Could not find image in Docker\n"
            + "Did your custom_build script properly tag the image?\n"
            + "If your custom_build doesn't use Docker, you might need to use"
            + " skips_local_docker=True, see https://docs.tilt.dev/custom_build.html\n");
  }

  /** What the command is asked to make. */
  private TaggedRefs expected(ImageBuild build, CmdImageSpec spec) throws ImageBuildException {
    try {
      if (!spec.outputTag().isEmpty()) {
        // A tag of the person's own choice goes with the name of their own choice.
        ImageReference own = build.selector().reference().nameOnly().withTag(spec.outputTag());
        return new TaggedRefs(own, own);
      }
      return ImageRefs.of(build.selector(), build.registry())
          .withTag(ContentTag.forCustomBuild(clock.instant().getEpochSecond()));
    } catch (InvalidReferenceException e) {
      throw naming(build, e);
    }
  }

  private static ImageBuildException naming(ImageBuild build, InvalidReferenceException e) {
    return new ImageBuildException(
        "naming image \"" + build.selector().familiar() + "\": " + e.getMessage());
  }

  private static void removeOld(Path file) throws EnvironmentError {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new EnvironmentError(
          "cannot remove " + file + " of an earlier build: " + e.getMessage(), "", e);
    }
  }

  private void run(
      ImageBuild build, CmdImageSpec spec, Optional<TaggedRefs> expected, Logger logger)
      throws UserError, InterruptedException {
    List<String> extra = expectations(build, expected);
    if (extra.isEmpty()) {
      logger.info("Custom Build:");
    } else {
      logger.info("Custom Build: Injecting Environment Variables");
      extra.forEach(variable -> logger.info("  " + variable));
    }
    List<String> variables = new ArrayList<>(spec.env());
    variables.addAll(extra);
    int index = 0;
    for (ImageDependency dependency : build.dependencies()) {
      variables.add("TILT_IMAGE_MAP_" + index + "=" + dependency.imageMap());
      variables.add("TILT_IMAGE_" + index + "=" + dependency.local().familiar());
      index++;
    }
    String command = commandText(spec.args());
    logger.info("Running cmd: " + command);
    ProcessResult result;
    try {
      result =
          processes.run(
              ProcessSpec.of(spec.args(), Path.of(spec.dir()), environment.withEntries(variables)),
              Output.merged(new LineSplitter(logger::info)),
              Processes.NO_LIMIT);
    } catch (ProcessStartException e) {
      throw failed(command, String.valueOf(e.getMessage()));
    }
    if (!result.success()) {
      throw failed(command, result.exit().describe());
    }
  }

  private static ImageBuildException failed(String command, String reason) {
    return new ImageBuildException(
        "Custom build " + Json.of(command).compact() + " failed: " + reason);
  }

  private List<String> expectations(ImageBuild build, Optional<TaggedRefs> expected) {
    List<String> variables = new ArrayList<>();
    if (expected.isPresent()) {
      ImageReference local = expected.get().local();
      variables.add("EXPECTED_REF=" + local.familiar());
      variables.add("EXPECTED_IMAGE=" + local.path());
      variables.add("EXPECTED_TAG=" + local.tag());
    }
    String host = build.registry().map(RegistryHosting::host).orElse("");
    if (!host.isEmpty()) {
      variables.add("REGISTRY_HOST=" + host);
      variables.add("EXPECTED_REGISTRY=" + host);
    }
    variables.addAll(dockerVariables);
    return variables;
  }

  private static TaggedRefs fromFile(Path file, Optional<RegistryHosting> registry)
      throws ImageBuildException {
    String text;
    try {
      text = Files.readString(file).strip();
    } catch (IOException e) {
      throw new ImageBuildException(
          "Could not find image ref in output. Your custom_build script should have written to "
              + file
              + ": "
              + (Files.exists(file) ? e.getMessage() : "no such file or directory"));
    }
    try {
      ImageReference local = ImageReference.parse(text);
      if (!local.hasTag()) {
        throw new InvalidReferenceException(
            "Expected reference \"" + local + "\" to contain a tag");
      }
      return new TaggedRefs(local, asSeenByRuntime(local, registry));
    } catch (InvalidReferenceException e) {
      throw new ImageBuildException(
          "Output image ref in file " + file + " was invalid: " + e.getMessage());
    }
  }

  private static ImageReference asSeenByRuntime(
      ImageReference local, Optional<RegistryHosting> registry) throws InvalidReferenceException {
    String host = registry.map(RegistryHosting::host).orElse("");
    String runtime = registry.map(RegistryHosting::hostFromContainerRuntime).orElse("");
    String familiar = local.familiar();
    return runtime.isEmpty() || host.isEmpty() || !familiar.startsWith(host + "/")
        ? local
        : ImageReference.parse(runtime + familiar.substring(host.length()));
  }

  /** The command as a person wrote it: a shell's script alone, other words quoted where needed. */
  static String commandText(List<String> argv) {
    boolean script = argv.size() == 3 && argv.get(0).equals("sh") && argv.get(1).equals("-c");
    return script
        ? argv.get(2)
        : argv.stream()
            .map(word -> word.indexOf(' ') >= 0 ? Json.of(word).compact() : word)
            .collect(Collectors.joining(" "));
  }
}
