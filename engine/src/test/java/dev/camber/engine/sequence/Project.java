package dev.camber.engine.sequence;

import dev.camber.model.api.DockerImageSpec;
import dev.camber.model.api.ImageMapSpec;
import dev.camber.model.api.Kinds;
import dev.camber.model.api.KubernetesApplySpec;
import dev.camber.model.api.LiveUpdateSpec;
import dev.camber.model.manifest.BuildDetails;
import dev.camber.model.manifest.ImageTarget;
import dev.camber.model.manifest.KubernetesTarget;
import dev.camber.model.manifest.LocalTarget;
import dev.camber.model.manifest.Manifest;
import dev.camber.model.manifest.PodReadinessMode;
import dev.camber.model.manifest.ShellCommand;
import dev.camber.model.manifest.TargetId;
import dev.camber.model.manifest.TriggerMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The Tiltfile of a sequence as it now is written: what it declares, and with what.
 *
 * @param resources name to trigger mode, all it may ever declare
 * @param declared those it declares now
 * @param yaml the version of a resource's YAML
 * @param arguments the version of an image's build argument
 */
record Project(
    Map<String, TriggerMode> resources,
    Set<String> declared,
    Map<String, Integer> yaml,
    Map<String, Integer> arguments,
    boolean broken) {

  /** The images of each resource, those below first. */
  static final Map<String, List<String>> IMAGES =
      new TreeMap<>(
          Map.of(
              "web", List.of("web"),
              "api", List.of("api"),
              "app", List.of("base", "app"),
              "left", List.of("shared"),
              "right", List.of("shared"),
              "late", List.of("late"),
              "plain", List.of(),
              "tool", List.of()));

  private static final Set<String> LIVE = Set.of("web", "app", "shared");
  private static final List<String> FILES = List.of("src/one", "src/two", "src/stop", "main");

  Project {
    resources = new TreeMap<>(resources);
    declared = new TreeSet<>(declared);
    yaml = new TreeMap<>(yaml);
    arguments = new TreeMap<>(arguments);
  }

  /** Some of the resources, each with some trigger mode. */
  static Project random(Random random) {
    Map<String, TriggerMode> resources = new TreeMap<>();
    for (String name : IMAGES.keySet()) {
      if (random.nextInt(3) > 0) {
        TriggerMode mode =
            random.nextInt(3) > 0
                ? TriggerMode.AUTO
                : TriggerMode.values()[random.nextInt(TriggerMode.values().length)];
        resources.put(name, mode);
      }
    }
    resources.putIfAbsent("web", TriggerMode.AUTO);
    return new Project(resources, resources.keySet(), Map.of(), Map.of(), false);
  }

  /** As written by {@link #toString}. */
  static Project parse(String text) {
    Map<String, TriggerMode> resources = new TreeMap<>();
    for (String word : text.strip().split(" ")) {
      String[] pair = word.split("=");
      resources.put(pair[0], TriggerMode.valueOf(pair[1]));
    }
    return new Project(resources, resources.keySet(), Map.of(), Map.of(), false);
  }

  @Override
  public String toString() {
    List<String> out = new ArrayList<>();
    resources.forEach((name, mode) -> out.add(name + "=" + mode));
    return String.join(" ", out);
  }

  /** The same before its first load. */
  Project empty() {
    return new Project(resources, Set.of(), yaml, arguments, broken);
  }

  Project toggled(String resource) {
    Set<String> next = new TreeSet<>(declared);
    if (!next.remove(resource)) {
      next.add(resource);
    }
    return new Project(resources, next, yaml, arguments, broken);
  }

  Project withYaml(String resource) {
    Map<String, Integer> next = new TreeMap<>(yaml);
    next.merge(resource, 1, Integer::sum);
    return new Project(resources, declared, next, arguments, broken);
  }

  Project withArgument(String image) {
    Map<String, Integer> next = new TreeMap<>(arguments);
    next.merge(image, 1, Integer::sum);
    return new Project(resources, declared, yaml, next, broken);
  }

  Project withMistake(boolean value) {
    return new Project(resources, declared, yaml, arguments, value);
  }

  TriggerMode mode(String resource) {
    return resources.getOrDefault(resource, TriggerMode.AUTO);
  }

  static boolean isLocal(String resource) {
    return resource.equals("tool");
  }

  /** Whether live update takes changes of this file. */
  static boolean isSynced(String path) {
    String[] parts = path.split("/", 4);
    boolean live = LIVE.contains(parts[2]) || parts[2].equals("base");
    return live && parts[3].startsWith("src/") && !parts[3].equals("src/stop");
  }

  /** The images that a resource is built from or its own name: directories of its files. */
  static List<String> directories(String resource) {
    return isLocal(resource) ? List.of("tool") : IMAGES.getOrDefault(resource, List.of());
  }

  /** All files there are for the resources of this project. */
  List<String> files() {
    Set<String> out = new TreeSet<>();
    for (String resource : resources.keySet()) {
      for (String directory : directories(resource)) {
        FILES.forEach(f -> out.add("/p/" + directory + "/" + f));
      }
    }
    return List.copyOf(out);
  }

  List<String> images() {
    Set<String> out = new TreeSet<>();
    resources.keySet().forEach(r -> out.addAll(IMAGES.getOrDefault(r, List.of())));
    return List.copyOf(out);
  }

  List<Manifest> manifests() {
    return declared.stream().map(this::manifest).toList();
  }

  private Manifest manifest(String name) {
    List<String> dependencies =
        name.equals("late") && declared.contains("plain") ? List.of("plain") : List.of();
    return isLocal(name)
        ? new Manifest(name, List.of(), local(name), mode(name), List.of(), "", Map.of())
        : new Manifest(
            name,
            IMAGES.getOrDefault(name, List.of()).stream().map(i -> image(name, i)).toList(),
            kubernetes(name),
            mode(name),
            dependencies,
            "",
            Map.of());
  }

  private static LocalTarget local(String name) {
    return new LocalTarget(
        name,
        new ShellCommand(List.of("sh", "-c", "true"), "/p", List.of(), false),
        ShellCommand.NONE,
        List.of(),
        List.of("/p/tool"),
        true,
        List.of(),
        false,
        Optional.empty(),
        false);
  }

  private ImageTarget image(String resource, String image) {
    boolean deployed = !image.equals("base");
    boolean live = LIVE.contains(image);
    return new ImageTarget(
        new ImageMapSpec(image, false, false, Optional.empty(), Optional.empty()),
        image,
        live ? resource + ":" + image : "",
        live ? Optional.of(liveUpdate(image)) : Optional.empty(),
        live,
        resource + ":" + image,
        "",
        new BuildDetails.DockerBuild(docker(image)),
        false,
        image.equals("app") ? List.of(new TargetId(TargetId.Type.IMAGE, "base")) : List.of(),
        List.of("/p/" + image),
        List.of());
  }

  private DockerImageSpec docker(String image) {
    DockerImageSpec empty = Kinds.DOCKER_IMAGE.emptySpec();
    return new DockerImageSpec(
        image,
        "FROM scratch",
        "/p/" + image,
        List.of(),
        List.of("VERSION=" + arguments.getOrDefault(image, 0)),
        "",
        List.of(),
        List.of(),
        "",
        false,
        List.of(),
        "",
        List.of(),
        List.of(),
        image.equals("app") ? List.of("base") : List.of(),
        "default",
        // Nothing here is about pushing.
        empty.clusterNeeds().isEmpty() ? "base-image" : empty.clusterNeeds());
  }

  private static LiveUpdateSpec liveUpdate(String image) {
    List<LiveUpdateSpec.Sync> syncs = new ArrayList<>();
    List<String> stops = new ArrayList<>();
    for (String directory : image.equals("app") ? List.of("base", "app") : List.of(image)) {
      syncs.add(new LiveUpdateSpec.Sync("/p/" + directory + "/src", "/in/p/" + directory + "/src"));
      stops.add("/p/" + directory + "/src/stop");
    }
    return new LiveUpdateSpec(
        "/p",
        List.of(),
        new LiveUpdateSpec.Selector(Optional.empty(), Optional.empty()),
        stops,
        syncs,
        List.of(),
        "none",
        Optional.empty());
  }

  private KubernetesTarget kubernetes(String name) {
    KubernetesApplySpec empty = Kinds.KUBERNETES_APPLY.emptySpec();
    List<String> images = IMAGES.getOrDefault(name, List.of());
    String image = images.isEmpty() ? "public/plain" : images.getLast();
    String text =
        """
        apiVersion: apps/v1
        kind: Deployment
        metadata:
          name: %1$s
          namespace: default
        spec:
          selector: {matchLabels: {app: %1$s}}
          template:
            metadata:
              labels: {app: %1$s}
              annotations: {yaml: "%2$d"}
            spec:
              containers: [{name: main, image: %3$s}]
        """
            .formatted(name, yaml.getOrDefault(name, 0), image);
    return new KubernetesTarget(
        name,
        new KubernetesApplySpec(
            text,
            images.isEmpty() ? List.of() : List.of(images.getLast()),
            List.of(),
            "30s",
            empty.portForwardTemplateSpec(),
            empty.podLogStreamTemplateSpec(),
            empty.kubernetesDiscoveryTemplateSpec(),
            "default",
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            "default",
            false),
        PodReadinessMode.WAIT,
        List.of(),
        List.of(name + ":deployment"),
        List.of(),
        List.of());
  }
}
