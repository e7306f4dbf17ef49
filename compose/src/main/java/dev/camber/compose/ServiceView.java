package dev.camber.compose;

import dev.camber.model.json.Json;
import dev.camber.model.json.JsonArray;
import dev.camber.model.json.JsonNull;
import dev.camber.model.json.JsonObject;
import dev.camber.model.yaml.YamlWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What others need to know of a service, taken from its model. Stateless. */
final class ServiceView {
  private ServiceView() {}

  static Service of(String name, JsonObject model) {
    Json printed = ServiceModel.SERVICE.print(model, "services." + name).orElse(JsonObject.EMPTY);
    return new Service(
        name,
        Normalization.string(model, "image"),
        build(model),
        ProjectRules.dependsOn(model).keySet().stream().sorted().toList(),
        publishedPorts(model),
        entries(model, "volumes").stream().map(v -> v.stringAt("source").orElse("")).toList(),
        entries(model, "env_file").stream().map(f -> f.stringAt("path").orElse("")).toList(),
        YamlWriter.compose(printed));
  }

  private static Optional<Service.Build> build(JsonObject model) {
    if (!(model.get("build").orElse(JsonNull.NULL) instanceof JsonObject build)) {
      return Optional.empty();
    }
    return Optional.of(
        new Service.Build(
            Normalization.string(build, "context"), Normalization.string(build, "dockerfile")));
  }

  private static List<Integer> publishedPorts(JsonObject model) {
    List<Integer> out = new ArrayList<>();
    for (Json port : entries(model, "ports")) {
      String published = port.at("published").map(p -> Shape.text(p, "published")).orElse("");
      try {
        int number = Integer.parseInt(published);
        if (number != 0) {
          out.add(number);
        }
      } catch (NumberFormatException e) {
        // A range or none: nothing to link to.
      }
    }
    return out;
  }

  private static List<Json> entries(JsonObject model, String name) {
    return model.get(name).flatMap(Json::asArray).map(JsonArray::items).orElse(List.of());
  }
}
