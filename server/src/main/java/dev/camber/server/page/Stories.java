package dev.camber.server.page;

import dev.camber.engine.build.BuildReason;
import dev.camber.engine.build.BuildRecord;
import dev.camber.engine.build.BuildSource;
import dev.camber.engine.build.EngineKinds;
import dev.camber.engine.build.GraphView;
import dev.camber.engine.build.ResourceView;
import dev.camber.engine.build.RunningBuild;
import dev.camber.engine.build.TiltfileRun;
import dev.camber.engine.store.StoreSnapshot;
import dev.camber.model.codec.MicroTime;
import dev.camber.model.json.Json;
import dev.camber.model.json.JsonObject;
import dev.camber.model.manifest.Manifest;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What a person asks of a resource and its UIResource does not say: what it depends on, its last
 * updates, each with what led to it, and the changes that wait. Pure.
 */
final class Stories {
  private static final int MOST_FILES = 20;

  private Stories() {}

  /** The story of a resource or a Tiltfile, if there is one of that name. */
  static Optional<JsonObject> of(StoreSnapshot snapshot, String name) {
    Optional<TiltfileRun> run =
        snapshot.get(EngineKinds.TILTFILE_RUN, name).map(object -> object.status());
    if (run.isPresent()) {
      return Optional.of(ofTiltfile(name, run.get()));
    }
    return GraphView.of(snapshot, name).map(Stories::ofResource);
  }

  private static JsonObject ofResource(ResourceView view) {
    Manifest manifest = view.manifest();
    JsonObject.Builder out = JsonObject.builder().put("name", manifest.name());
    list(out, "needs", manifest.resourceDependencies());
    list(
        out,
        "images",
        manifest.imageTargets().stream().map(i -> i.id().name()).distinct().toList());
    files(out, "pending", view.hasPendingFiles() ? view.edits() : List.of());
    view.state().current().values().stream()
        .findFirst()
        .ifPresent(build -> out.put("running", running(build)));
    out.put("builds", Json.array(view.state().history().stream().map(Stories::build).toList()));
    view.state()
        .lastReady()
        .ifPresent(time -> out.put("lastReady", new MicroTime(time).toString()));
    return out.build();
  }

  private static JsonObject ofTiltfile(String name, TiltfileRun run) {
    JsonObject.Builder out = JsonObject.builder().put("name", name);
    run.current().ifPresent(build -> out.put("running", running(build)));
    out.put("builds", Json.array(run.history().stream().map(Stories::build).toList()));
    return out.build();
  }

  private static JsonObject running(RunningBuild build) {
    JsonObject.Builder out =
        JsonObject.builder()
            .put("reason", words(build.reason()))
            .put("startTime", new MicroTime(build.start()).toString())
            .put("spanID", build.spanId());
    files(out, "files", build.edits());
    return out.build();
  }

  private static JsonObject build(BuildRecord build) {
    JsonObject.Builder out =
        JsonObject.builder()
            .put("reason", words(build.reason()))
            .put("startTime", new MicroTime(build.start()).toString())
            .put("finishTime", new MicroTime(build.finish()).toString())
            .put("spanID", build.spanId())
            .put("warnings", build.warnings().size());
    if (build.source() == BuildSource.LIVE_UPDATE) {
      out.put("live", true);
    }
    build.error().ifPresent(error -> out.put("error", error));
    files(out, "files", build.edits());
    return out.build();
  }

  private static String words(BuildReason reason) {
    return reason.toString();
  }

  private static void list(JsonObject.Builder out, String name, List<String> values) {
    if (!values.isEmpty()) {
      out.put(name, Json.strings(values));
    }
  }

  /** File names alone: a sentence has no room for directories. */
  private static void files(JsonObject.Builder out, String name, List<String> paths) {
    list(out, name, paths.stream().limit(MOST_FILES).map(path -> fileName(Path.of(path))).toList());
    if (paths.size() > MOST_FILES) {
      out.put(name + "More", paths.size() - MOST_FILES);
    }
  }

  private static String fileName(Path path) {
    Path last = path.getFileName();
    return last == null ? path.toString() : last.toString();
  }
}
