package dev.camber.compose;

import dev.camber.model.json.Json;
import dev.camber.model.json.JsonNull;
import dev.camber.model.json.JsonObject;
import dev.camber.model.json.JsonString;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Services laid over those that they extend, in the same file or in another one. */
final class ExtendedServices {
  private final Path directory;
  private final String home;
  private final Function<String, Optional<String>> variables;

  /**
   * @param directory what paths to other files are relative to
   * @param home what {@code ~} stands for; empty if unknown
   */
  ExtendedServices(Path directory, String home, Function<String, Optional<String>> variables) {
    this.directory = directory;
    this.home = home;
    this.variables = variables;
  }

  /** The services of a file, whole. */
  Map<String, JsonObject> of(ModelText model, String path) {
    Map<String, JsonObject> out = new LinkedHashMap<>();
    for (String name : model.services().keySet()) {
      out.put(name, whole(name, model.services(), path, model.tags(), List.of()));
    }
    return out;
  }

  private JsonObject whole(
      String name,
      Map<String, JsonObject> services,
      String path,
      Map<List<String>, String> tags,
      List<String> way) {
    JsonObject service = services.get(name);
    if (service == null) {
      throw new Unreadable("cannot extend: service \"" + name + "\" not found in " + path);
    }
    Json extended = service.get("extends").orElse(JsonNull.NULL);
    if (extended instanceof JsonNull) {
      return service.without("extends");
    }
    List<String> further = new ArrayList<>(way);
    further.add(name + " in " + path);
    if (way.contains(further.getLast())) {
      throw new Unreadable("Circular reference: " + String.join(", extends ", further));
    }
    JsonObject base = base(extended, services, path, further);
    for (Map.Entry<List<String>, String> tag : tags.entrySet()) {
      List<String> at = tag.getKey();
      if (at.size() > 2 && at.subList(0, 2).equals(List.of("services", name))) {
        base = ModelFiles.without(base, at.subList(2, at.size()));
      }
    }
    return Merge.unique(Merge.service(base, service.without("extends")));
  }

  private JsonObject base(
      Json extended, Map<String, JsonObject> services, String path, List<String> way) {
    if (extended instanceof JsonString name) {
      return whole(name.value(), services, path, Map.of(), way);
    }
    String name =
        extended
            .stringAt("service")
            .orElseThrow(() -> new Unreadable("extends: service is required"));
    Optional<String> other = extended.stringAt("file");
    if (other.isEmpty()) {
      return whole(name, services, path, Map.of(), way);
    }
    if (!LocalPaths.isLocal(other.get())) {
      throw new Unreadable(other.get() + " is left to the Compose program to fetch");
    }
    Path file = directory.resolve(other.get()).normalize();
    ModelText model = ModelText.readParts(ModelFiles.content(file), file.toString(), variables);
    if (!model.tags().isEmpty()) {
      throw new Unreadable(file + ": tags in extended files are left to the Compose program");
    }
    LocalPaths local =
        new LocalPaths(Optional.ofNullable(file.getParent()).orElse(directory), home);
    Map<String, JsonObject> written = new LinkedHashMap<>();
    model.services().forEach((n, service) -> written.put(n, local.written(service)));
    return whole(name, written, file.toString(), Map.of(), way);
  }
}
