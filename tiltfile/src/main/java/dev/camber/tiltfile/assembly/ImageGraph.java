package dev.camber.tiltfile.assembly;

import dev.camber.image.dockerfile.Dockerfile;
import dev.camber.image.dockerfile.DockerfileSyntaxException;
import dev.camber.model.ObjectNames;
import dev.camber.model.image.ImageReference;
import dev.camber.starlark.EvalException;
import dev.camber.tiltfile.state.DeclaredImage;
import dev.camber.tiltfile.state.ImageDeclarations;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which images are built from which. Source: spec Tiltfile, section 7.2. */
final class ImageGraph {
  private final Map<String, DeclaredImage> byMapName = new LinkedHashMap<>();
  private final Map<ImageReference, List<DeclaredImage>> dependencies = new HashMap<>();

  /** Looks up what every image needs; what is needed counts as used. */
  ImageGraph(ImageDeclarations images) {
    for (DeclaredImage image : images.all()) {
      byMapName.put(mapName(image), image);
    }
    for (DeclaredImage image : images.all()) {
      dependencies.put(image.reference(), find(images, image));
    }
  }

  /** The name of an image in the API. */
  static String mapName(DeclaredImage image) {
    return ObjectNames.sanitize(image.reference().familiar());
  }

  private List<DeclaredImage> find(ImageDeclarations images, DeclaredImage image) {
    Set<DeclaredImage> found = new LinkedHashSet<>();
    if (image.build() instanceof DeclaredImage.FromDockerfile build
        && !build.contents().isEmpty()) {
      try {
        for (ImageReference name : Dockerfile.parse(build.contents()).images(build.buildArgs())) {
          images.consume(name).ifPresent(found::add);
        }
      } catch (DockerfileSyntaxException e) {
        throw new EvalException("dockerfile.ParseAST: " + e.getMessage());
      }
    }
    for (ImageReference name : image.imageDeps()) {
      found.add(
          images
              .consume(name)
              .orElseThrow(() ->
                  new EvalException(
                      "image \""
                          + image.reference().familiar()
                          + "\": image dep \""
                          + name.familiar()
                          + "\" not found")));
    }
    return List.copyOf(found);
  }

  /** The images that one is built from, directly. */
  List<DeclaredImage> dependencies(DeclaredImage image) {
    return dependencies.getOrDefault(image.reference(), List.of()).stream()
        .map(this::current)
        .toList();
  }

  /** Of images with the same name in the API the last stands for all. */
  DeclaredImage current(DeclaredImage image) {
    return byMapName.getOrDefault(mapName(image), image);
  }

  /**
   * Images with everything they are built from, each once, dependencies first.
   *
   * @throws EvalException if one is built from itself
   */
  List<DeclaredImage> closure(Iterable<DeclaredImage> images) {
    Map<String, DeclaredImage> out = new LinkedHashMap<>();
    for (DeclaredImage image : images) {
      visit(current(image), out, new ArrayList<>());
    }
    return List.copyOf(out.values());
  }

  private void visit(DeclaredImage image, Map<String, DeclaredImage> out, List<String> path) {
    String name = mapName(image);
    if (path.contains(name)) {
      throw new EvalException("Image dependency cycle: " + image.reference());
    }
    if (out.containsKey(name)) {
      return;
    }
    path.add(name);
    for (DeclaredImage dependency : dependencies(image)) {
      visit(dependency, out, path);
    }
    path.removeLast();
    out.put(name, image);
  }
}
