package dev.camber.tiltfile.result;

import dev.camber.model.api.IgnoreDef;
import dev.camber.model.api.LiveUpdateSpec;
import dev.camber.model.codec.RecordCodec;
import dev.camber.model.codec.Time;
import dev.camber.model.json.Json;
import dev.camber.model.json.JsonNull;
import dev.camber.model.json.JsonObject;
import dev.camber.model.manifest.BuildDetails;
import dev.camber.model.manifest.ComposeTarget;
import dev.camber.model.manifest.DeployTarget;
import dev.camber.model.manifest.ImageTarget;
import dev.camber.model.manifest.KubernetesTarget;
import dev.camber.model.manifest.Link;
import dev.camber.model.manifest.LocalTarget;
import dev.camber.model.manifest.Manifest;
import dev.camber.model.manifest.PodReadinessMode;
import dev.camber.model.manifest.ShellCommand;
import dev.camber.model.text.GoUrl;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** One resource as JSON. Source: spec CLI and API, section 16. */
final class ManifestJson {
  private final Instant start;

  ManifestJson(Instant start) {
    this.start = start;
  }

  /**
   * @param last whether it is the last of the result, where the leftover objects stand
   */
  JsonObject of(Manifest manifest, boolean last) {
    JsonObject.Builder labels = JsonObject.builder();
    new TreeMap<>(manifest.labels()).forEach(labels::put);
    return JsonObject.builder()
        .put("Name", manifest.name())
        .put("ImageTargets", imageTargets(manifest, last))
        .put("DeployTarget", deployTarget(manifest.deployTarget()))
        .put("TriggerMode", manifest.triggerMode().wireValue())
        .put("ResourceDependencies", ResultJson.stringsOrNull(manifest.resourceDependencies()))
        .put("SourceTiltfile", manifest.sourceTiltfile())
        .put("Labels", labels.build())
        .build();
  }

  private static Json imageTargets(Manifest manifest, boolean last) {
    boolean leftovers =
        last
            && manifest.name().equals("uncategorized")
            && manifest.deployTarget() instanceof KubernetesTarget k
            && k.podReadinessMode() == PodReadinessMode.IGNORE;
    if (manifest.imageTargets().isEmpty()
        && (leftovers || manifest.deployTarget() instanceof LocalTarget)) {
      return JsonNull.NULL;
    }
    return Json.array(manifest.imageTargets().stream().map(ManifestJson::imageTarget).toList());
  }

  private static JsonObject imageTarget(ImageTarget image) {
    JsonObject.Builder out = RecordCodec.encode(image.spec()).toBuilder();
    Json liveUpdate =
        image
            .liveUpdateSpec()
            .map(RecordCodec::encode)
            .orElseGet(() -> {
              LiveUpdateSpec none =
                  new LiveUpdateSpec(
                      "",
                      List.of(),
                      new LiveUpdateSpec.Selector(Optional.empty(), Optional.empty()),
                      List.of(),
                      List.of(),
                      List.of(),
                      "",
                      Optional.empty());
              return RecordCodec.encode(none);
            });
    return out.put("LiveUpdateName", image.liveUpdateName())
        .put("LiveUpdateSpec", liveUpdate)
        .put("LiveUpdateReconciler", image.liveUpdateReconciler())
        .put("DockerImageName", image.dockerImageName())
        .put("CmdImageName", image.cmdImageName())
        .put("BuildDetails", buildDetails(image.buildDetails()))
        .put("IsLiveUpdateOnly", image.isLiveUpdateOnly())
        .put("FileWatchIgnores", ignores(image.fileWatchIgnores()))
        .build();
  }

  private static Json buildDetails(BuildDetails details) {
    return switch (details) {
      case BuildDetails.DockerBuild docker -> RecordCodec.encode(docker.spec());
      case BuildDetails.CustomBuild custom ->
          RecordCodec.encode(custom.spec()).with("Deps", list(custom.deps(), custom.depsGiven()));
      case BuildDetails.ComposeBuild compose ->
          JsonObject.builder()
              .put("Service", compose.service())
              .put("Context", compose.context())
              .build();
    };
  }

  private static Json list(List<String> values, boolean given) {
    return values.isEmpty() && !given ? JsonNull.NULL : Json.strings(values);
  }

  private static Json ignores(List<IgnoreDef> ignores) {
    return ignores.isEmpty()
        ? JsonNull.NULL
        : Json.array(ignores.stream().map(RecordCodec::encode).toList());
  }

  static JsonObject command(ShellCommand command) {
    return JsonObject.builder()
        .put("Argv", ResultJson.stringsOrNull(command.argv()))
        .put("Dir", command.dir())
        .put("Env", ResultJson.stringsOrNull(command.env()))
        .put("EchoOff", command.echoOff())
        .build();
  }

  private JsonObject deployTarget(DeployTarget target) {
    return switch (target) {
      case LocalTarget local -> local(local);
      case KubernetesTarget kubernetes -> kubernetes(kubernetes);
      case ComposeTarget compose ->
          JsonObject.builder()
              .put("Spec", RecordCodec.encode(compose.spec()))
              .put("Name", compose.name())
              .put("ServiceYAML", compose.serviceYaml())
              .put("Links", links(compose.links()))
              .build();
    };
  }

  private static JsonObject local(LocalTarget local) {
    ShellCommand update = local.updateCmd();
    Json updateSpec = JsonNull.NULL;
    if (!update.isEmpty()) {
      JsonObject.Builder spec =
          JsonObject.builder().put("args", Json.strings(update.argv())).put("dir", update.dir());
      if (!update.env().isEmpty()) {
        spec.put("env", Json.strings(update.env()));
      }
      updateSpec = spec.build();
    }
    return JsonObject.builder()
        .put("UpdateCmdSpec", updateSpec)
        .put("Name", local.name())
        .put("ServeCmd", command(local.serveCmd()))
        .put("Links", links(local.links()))
        .put("Deps", list(local.deps(), local.depsGiven()))
        .put("FileWatchIgnores", ignores(local.fileWatchIgnores()))
        .put("AllowParallel", local.allowParallel())
        .put(
            "ReadinessProbe",
            local.readinessProbe().<Json>map(RecordCodec::encode).orElse(JsonNull.NULL))
        .put("ServeCmdDisableSource", JsonNull.NULL)
        .build();
  }

  private JsonObject kubernetes(KubernetesTarget target) {
    JsonObject spec = RecordCodec.encode(target.spec());
    JsonObject podLogs =
        JsonObject.builder()
            .put("sinceTime", new Time(start).toString())
            .put("ignoreContainers", Json.strings(ignoredContainers(target)))
            .build();
    JsonObject.Builder out = JsonObject.builder();
    spec.members().forEach(out::put);
    if (spec.has("podLogStreamTemplateSpec")) {
      out.put("podLogStreamTemplateSpec", podLogs);
    }
    return out.put("Name", target.name())
        .put("PodReadinessMode", target.podReadinessMode().wireValue())
        .put("Links", links(target.links()))
        .put("FileWatchIgnores", ignores(target.fileWatchIgnores()))
        .build();
  }

  private static List<String> ignoredContainers(KubernetesTarget target) {
    return target
        .spec()
        .podLogStreamTemplateSpec()
        .map(t -> t.ignoreContainers())
        .orElse(List.of());
  }

  private static Json links(List<Link> links) {
    return links.isEmpty()
        ? JsonNull.NULL
        : Json.array(links.stream().map(ManifestJson::link).toList());
  }

  private static JsonObject link(Link link) {
    GoUrl url = link.parts().orElseGet(() -> parse(link.url()));
    JsonObject.Builder parts =
        JsonObject.builder()
            .put("Scheme", url.scheme())
            .put("Opaque", url.opaque())
            .put("User", url.hasUser() ? JsonObject.EMPTY : JsonNull.NULL)
            .put("Host", url.host())
            .put("Path", url.path())
            .put("Fragment", url.fragment())
            .put("RawQuery", url.rawQuery())
            .put("RawPath", url.rawPath())
            .put("RawFragment", url.rawFragment())
            .put("ForceQuery", url.forceQuery())
            .put("OmitHost", url.omitHost());
    return JsonObject.builder().put("URL", parts.build()).put("Name", link.name()).build();
  }

  private static GoUrl parse(String url) {
    try {
      return GoUrl.parse(url);
    } catch (GoUrl.Invalid e) {
      throw new IllegalStateException(e);
    }
  }
}
