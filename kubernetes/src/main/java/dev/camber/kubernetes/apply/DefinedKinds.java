package dev.camber.kubernetes.apply;

import dev.camber.kubernetes.cluster.KubeApi;
import dev.camber.kubernetes.cluster.KubeException;
import dev.camber.model.json.Json;
import dev.camber.model.json.JsonArray;
import dev.camber.model.json.JsonBool;
import dev.camber.model.json.JsonObject;
import java.time.Duration;

/**
 * Waits for the kinds of a custom resource definition: the server takes some moments between
 * accepting one and serving its kinds, and what comes next in the same apply may need them.
 */
final class DefinedKinds {
  private static final Duration PAUSE = Duration.ofMillis(50);

  private final KubeApi api;

  DefinedKinds(KubeApi api) {
    this.api = api;
  }

  /** Returns when every served version can be resolved; the caller sets the limit by interrupt. */
  void awaitServed(JsonObject definition) throws InterruptedException {
    String group = definition.stringAt("spec", "group").orElse("");
    String kind = definition.stringAt("spec", "names", "kind").orElse("");
    JsonArray versions =
        definition.at("spec", "versions").flatMap(Json::asArray).orElse(JsonArray.EMPTY);
    for (Json version : versions) {
      if (version.at("served").orElse(JsonBool.TRUE).equals(JsonBool.TRUE)) {
        awaitServed(group + "/" + version.stringAt("name").orElse(""), kind);
      }
    }
  }

  private void awaitServed(String apiVersion, String kind) throws InterruptedException {
    while (true) {
      try {
        api.resolve(apiVersion, kind);
        return;
      } catch (KubeException notYet) {
        Thread.sleep(PAUSE);
        api.refreshTypes();
      }
    }
  }
}
