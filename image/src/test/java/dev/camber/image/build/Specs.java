package dev.camber.image.build;

import dev.camber.model.api.CmdImageSpec;
import dev.camber.model.api.DockerImageSpec;
import dev.camber.model.api.IgnoreDef;
import dev.camber.model.api.RegistryHosting;
import dev.camber.model.image.ImageSelector;
import dev.camber.model.image.InvalidReferenceException;
import dev.camber.model.manifest.BuildDetails;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Builds for tests, with everything that a test does not care about at its default. */
final class Specs {
  static final Optional<RegistryHosting> LOCAL_REGISTRY =
      Optional.of(new RegistryHosting("localhost:5000", "", "", "", ""));

  private Specs() {}

  static DockerImageSpec docker(
      String ref, String dockerfile, Path context, List<IgnoreDef> ignores, List<String> args) {
    return new DockerImageSpec(
        ref,
        dockerfile,
        context.toString(),
        ignores,
        args,
        "",
        List.of(),
        List.of(),
        "",
        false,
        List.of(),
        "",
        List.of(),
        List.of(),
        List.of(),
        "default",
        "push");
  }

  static ImageBuild build(DockerImageSpec spec) throws InvalidReferenceException {
    return new ImageBuild(
        ImageSelector.parse(spec.ref()),
        new BuildDetails.DockerBuild(spec),
        LOCAL_REGISTRY,
        List.of(),
        "",
        Optional.empty());
  }

  static CmdImageSpec command(String ref, String script, Path directory) {
    return command(ref, script, directory, "local-docker", "", "");
  }

  static CmdImageSpec command(
      String ref, String script, Path directory, String outputMode, String tag, String refFile) {
    return new CmdImageSpec(
        ref,
        List.of("sh", "-c", script),
        directory.toString(),
        List.of("MINE=1"),
        outputMode,
        tag,
        refFile,
        List.of(),
        "default",
        "push");
  }

  static ImageBuild build(CmdImageSpec spec, Optional<RegistryHosting> registry)
      throws InvalidReferenceException {
    return new ImageBuild(
        ImageSelector.parse(spec.ref()),
        new BuildDetails.CustomBuild(spec, List.of(), true),
        registry,
        List.of(),
        "",
        Optional.empty());
  }
}
