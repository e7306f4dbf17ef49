package dev.camber.compose;

import dev.camber.model.json.Json;
import dev.camber.model.json.JsonArray;
import dev.camber.model.json.JsonNull;
import dev.camber.model.json.JsonObject;
import dev.camber.model.json.JsonString;
import dev.camber.model.yaml.TaggedYaml;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Files of a model laid over each other, with what they include and extend. Those that are included
 * make a model of their own, with a directory and variables of its own, before they are taken in.
 */
final class ModelFiles {
  private final Path directory;
  private final String home;
  private final Function<String, Optional<String>> variables;
  private final List<Path> including;
  private final Map<String, JsonObject> services = new TreeMap<>();
  private final Map<String, JsonObject> resources = new LinkedHashMap<>();

  /**
   * @param directory what paths in the files are relative to
   * @param home what {@code ~} stands for; empty if unknown
   * @param including the files on the way to these, outermost first
   */
  ModelFiles(
      Path directory,
      String home,
      Function<String, Optional<String>> variables,
      List<Path> including) {
    this.directory = directory;
    this.home = home;
    this.variables = variables;
    this.including = including;
  }

  /** Services by name, in the long form; paths from other directories are absolute. */
  Map<String, JsonObject> services() {
    return services;
  }

  /** What stands under {@code volumes} and the like, by these words. */
  Map<String, JsonObject> resources() {
    return resources;
  }

  /** The text of a file. */
  static String content(Path path) {
    try {
      return Files.readString(path);
    } catch (IOException e) {
      throw new Unreadable("cannot read " + path);
    }
  }

  /** Lays a file over those before it. */
  void read(Path path) {
    List<Path> way = new ArrayList<>(including);
    way.add(path);
    add(content(path), path.toString(), way);
  }

  /** Lays a text over what is there. */
  void add(String text, String path) {
    add(text, path, including);
  }

  private void add(String text, String path, List<Path> way) {
    ModelText model = ModelText.read(text, path, variables);
    Map<String, JsonObject> added =
        new ExtendedServices(directory, home, variables).of(model, path);
    model.tags().forEach((at, tag) -> applyTag(at, tag, added));
    Map<String, JsonObject> named = new LinkedHashMap<>(model.resources());
    model.includes().forEach(include -> include(include, way, added, named));
    added.forEach((name, service) -> services.merge(name, service, Merge::service));
    named.forEach((kind, all) -> resources.merge(kind, all, ModelFiles::both));
  }

  private static JsonObject both(JsonObject one, JsonObject other) {
    Map<String, Json> out = new LinkedHashMap<>(one.members());
    out.putAll(other.members());
    return new JsonObject(out);
  }

  private void include(
      Json include, List<Path> way, Map<String, JsonObject> added, Map<String, JsonObject> named) {
    JsonObject entry =
        include instanceof JsonObject object
            ? object
            : JsonObject.builder().put("path", include).build();
    List<Path> paths = paths(entry, "path");
    Path first = paths.isEmpty() ? directory : paths.getFirst();
    if (paths.isEmpty() || way.contains(first)) {
      throw new Unreadable("include cycle detected, or nothing to include");
    }
    Path base =
        entry
            .stringAt("project_directory")
            .filter(d -> !d.isEmpty())
            .map(directory::resolve)
            .orElseGet(() -> Optional.ofNullable(first.getParent()).orElse(directory))
            .normalize();
    Function<String, Optional<String>> own = variables(entry, base);
    ModelFiles included = new ModelFiles(base, home, own, way);
    paths.forEach(included::read);
    LocalPaths local = new LocalPaths(base, home);
    included.services.forEach(
        (name, service) -> take("services", name, added, local.resolve(Merge.unique(service))));
    included.resources.forEach((kind, all) -> {
      Map<String, JsonObject> known = new LinkedHashMap<>();
      JsonObject before = named.getOrDefault(kind, JsonObject.EMPTY);
      before.members().forEach((name, value) -> known.put(name, definition(value)));
      all.members().forEach((name, value) -> take(kind, name, known, definition(value)));
      named.put(kind, both(before, all));
    });
  }

  private static JsonObject definition(Json value) {
    return value instanceof JsonObject object ? object : JsonObject.EMPTY;
  }

  private static void take(
      String kind, String name, Map<String, JsonObject> known, JsonObject imported) {
    JsonObject other = known.putIfAbsent(name, imported);
    if (other != null && !other.equals(imported)) {
      throw new Unreadable(kind + "." + name + " conflicts with imported resource");
    }
  }

  private List<Path> paths(JsonObject entry, String member) {
    List<Path> out = new ArrayList<>();
    Json value = entry.get(member).orElse(JsonNull.NULL);
    List<Json> items = value instanceof JsonArray array ? array.items() : List.of(value);
    for (Json item : items) {
      if (item instanceof JsonString path) {
        if (!LocalPaths.isLocal(path.value())) {
          throw new Unreadable(path.value() + " is left to the Compose program to fetch");
        }
        out.add(directory.resolve(path.value()).normalize());
      } else if (!(item instanceof JsonNull)) {
        throw new Unreadable("include: " + member + " must be a path or a list of paths");
      }
    }
    return out;
  }

  /** The variables of the project, and below them those of the included files' env files. */
  private Function<String, Optional<String>> variables(JsonObject entry, Path base) {
    List<Path> files = paths(entry, "env_file");
    Path usual = base.resolve(".env");
    if (files.isEmpty() && Files.isRegularFile(usual)) {
      files = List.of(usual);
    }
    Map<String, String> own = new LinkedHashMap<>();
    for (Path file : files) {
      own.putAll(
          EnvText.read(
              content(file),
              file.toString(),
              name -> variables.apply(name).or(() -> Optional.ofNullable(own.get(name)))));
    }
    return name -> variables.apply(name).or(() -> Optional.ofNullable(own.get(name)));
  }

  /** {@code !reset} drops what was there and what the tag stands before, {@code !override} not. */
  private void applyTag(List<String> at, String tag, Map<String, JsonObject> added) {
    boolean reset = tag.equals("!reset");
    if (!reset && !tag.equals("!override") || at.size() < 2 || !at.getFirst().equals("services")) {
      throw new Unreadable("tag " + tag + " at " + String.join(".", at));
    }
    String service = at.get(1);
    List<String> rest = at.subList(2, at.size());
    if (rest.isEmpty()) {
      services.remove(service);
      if (reset) {
        added.remove(service);
      }
      return;
    }
    services.computeIfPresent(service, (name, old) -> without(old, rest));
    if (reset) {
      added.computeIfPresent(service, (name, fresh) -> without(fresh, rest));
    }
  }

  /** The object without what a path leads to. */
  static JsonObject without(JsonObject object, List<String> path) {
    String name = path.getFirst();
    if (path.size() == 1) {
      return object.without(name);
    }
    if (name.equals(TaggedYaml.ITEM)) {
      throw new Unreadable("tags in lists are left to the Compose program");
    }
    return object
        .get(name)
        .filter(JsonObject.class::isInstance)
        .map(v -> object.with(name, without((JsonObject) v, path.subList(1, path.size()))))
        .orElse(object);
  }
}
