package dev.camber.app.session;

import dev.camber.engine.build.GraphView;
import dev.camber.engine.build.ResourceView;
import dev.camber.engine.build.TriggerQueue;
import dev.camber.engine.store.ObjectStore;
import dev.camber.engine.store.StoreSnapshot;
import dev.camber.model.api.ApiObject;
import dev.camber.model.api.Kinds;
import dev.camber.model.api.TiltfileSpec;
import dev.camber.model.json.Json;
import dev.camber.model.json.JsonNull;
import dev.camber.model.json.JsonObject;
import dev.camber.model.manifest.Manifest;
import java.util.List;
import java.util.TreeMap;

/**
 * The engine's state for people who look for a fault: resources, what they wait for and what is
 * queued. Not a stable format. Source: spec CLI and API, section 3.5.
 */
final class EngineDump {
  private EngineDump() {}

  static JsonObject of(ObjectStore store) {
    StoreSnapshot snapshot = store.snapshot();
    GraphView graph = GraphView.of(snapshot);
    JsonObject.Builder targets = JsonObject.builder();
    for (ResourceView resource : graph.resources()) {
      targets.put(resource.name(), resource(resource));
    }
    List<Json> queue =
        TriggerQueue.entries(snapshot).stream()
            .<Json>map(e ->
                JsonObject.builder().put("Name", e.name()).put("Reason", e.reason().bits()).build())
            .toList();
    TiltfileSpec tiltfile =
        snapshot
            .get(Kinds.TILTFILE, GraphView.MAIN_TILTFILE)
            .map(ApiObject::spec)
            .orElseGet(Kinds.TILTFILE::emptySpec);
    return JsonObject.builder()
        .put("DesiredTiltfilePath", tiltfile.path())
        .put(
            "ManifestDefinitionOrder",
            Json.strings(graph.resources().stream().map(ResourceView::name).toList()))
        .put("ManifestTargets", targets.build())
        .put("StoreVersion", snapshot.version())
        .put("TiltfileDefinitionOrder", Json.strings(List.of(GraphView.MAIN_TILTFILE)))
        .put("TriggerQueue", Json.array(queue))
        .put(
            "UserConfigState",
            JsonObject.builder().put("Args", Json.strings(tiltfile.args())).build())
        .build();
  }

  private static JsonObject resource(ResourceView resource) {
    JsonObject.Builder pending = JsonObject.builder();
    resource
        .pending()
        .forEach((id, changes) ->
            pending.put(id.toString(), Json.strings(changes.stream().map(c -> c.path()).toList())));
    return JsonObject.builder()
        .put("Manifest", manifest(resource.manifest()))
        .put("UpdateStatus", resource.updateStatus())
        .put("RuntimeStatus", resource.runtime())
        .put("BuildReason", resource.reason().toString())
        .put("Hold", resource.state().hold().map(h -> h.reason().wireValue()).orElse(""))
        .put("PendingFileChanges", pending.build())
        .build();
  }

  /** Under the names that scripts look for. */
  private static JsonObject manifest(Manifest manifest) {
    JsonObject.Builder labels = JsonObject.builder();
    new TreeMap<>(manifest.labels()).forEach(labels::put);
    return JsonObject.builder()
        .put("Labels", labels.build())
        .put("Name", manifest.name())
        .put(
            "ResourceDependencies",
            manifest.resourceDependencies().isEmpty()
                ? JsonNull.NULL
                : Json.strings(manifest.resourceDependencies()))
        .put("SourceTiltfile", manifest.sourceTiltfile())
        .put("TriggerMode", manifest.triggerMode().wireValue())
        .build();
  }
}
