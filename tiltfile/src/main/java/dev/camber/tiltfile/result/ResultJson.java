package dev.camber.tiltfile.result;

import dev.camber.model.api.ApiObject;
import dev.camber.model.codec.RecordCodec;
import dev.camber.model.json.Json;
import dev.camber.model.json.JsonArray;
import dev.camber.model.json.JsonNull;
import dev.camber.model.json.JsonObject;
import dev.camber.model.manifest.Manifest;
import dev.camber.model.text.GoDuration;
import dev.camber.tiltfile.IgnoreSet;
import dev.camber.tiltfile.LoadResult;
import dev.camber.tiltfile.Secret;
import dev.camber.tiltfile.Settings;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The load result as JSON. Source: spec CLI and API, section 16. */
public final class ResultJson {
  private final ManifestJson manifests;

  /**
   * @param start the moment of the load, from which on pod logs count
   */
  public ResultJson(Instant start) {
    this.manifests = new ManifestJson(start);
  }

  /** The tree of a successful result. */
  public JsonObject of(LoadResult result) {
    Settings settings = result.settings();
    List<Json> all = new ArrayList<>();
    for (int i = 0; i < result.manifests().size(); i++) {
      Manifest manifest = result.manifests().get(i);
      all.add(manifests.of(manifest, i == result.manifests().size() - 1));
    }
    return JsonObject.builder()
        .put("Manifests", new JsonArray(all))
        .put("EnabledManifests", stringsOrNull(result.enabledManifests()))
        .put("Tiltignore", ignoreSet(result.tiltignore()))
        .put("ConfigFiles", Json.strings(result.configFiles()))
        .put("FeatureFlags", featureFlags(settings))
        .put("TeamID", settings.teamId())
        .put("TelemetrySettings", telemetry(settings.telemetry()))
        .put("Secrets", secrets(result.secrets()))
        .put("Error", JsonNull.NULL)
        .put("DockerPruneSettings", dockerPrune(settings.dockerPrune()))
        .put("AnalyticsOpt", settings.analyticsOpt())
        .put(
            "VersionSettings",
            JsonObject.builder().put("CheckUpdates", settings.checkUpdates()).build())
        .put(
            "UpdateSettings",
            JsonObject.builder()
                .put(
                    "SuppressUnusedImageWarnings",
                    stringsOrNull(settings.updates().suppressUnusedImageWarnings()))
                .build())
        .put("WatchSettings", watchSettings(settings.watchIgnores()))
        .put("DefaultRegistry", registry(settings))
        .put("ObjectSet", objects(result.objects()))
        .put(
            "Hashes",
            JsonObject.builder()
                .put("TiltfileSHA256", result.tiltfileSha256())
                .put("AllFilesSHA256", result.allFilesSha256())
                .build())
        .put("CISettings", ci(settings.ci()))
        .build();
  }

  static Json stringsOrNull(List<String> values) {
    return values.isEmpty() ? JsonNull.NULL : Json.strings(values);
  }

  private static JsonObject ignoreSet(IgnoreSet set) {
    return JsonObject.builder()
        .put("LocalPath", set.localPath())
        .put("Source", set.source())
        .put("Patterns", stringsOrNull(set.patterns()))
        .build();
  }

  private static JsonObject featureFlags(Settings settings) {
    JsonObject.Builder out = JsonObject.builder();
    new TreeMap<>(settings.featureFlags()).forEach(out::put);
    return out.build();
  }

  private static JsonObject telemetry(Settings.Telemetry telemetry) {
    return JsonObject.builder()
        .put("Cmd", ManifestJson.command(telemetry.command()))
        .put("Workdir", telemetry.workdir())
        .put("Period", telemetry.period().toNanos())
        .build();
  }

  private static JsonObject secrets(List<Secret> secrets) {
    Map<String, Json> out = new TreeMap<>();
    for (Secret secret : secrets) {
      byte[] value = secret.value();
      String encoded = base64(value);
      out.put(
          secret.text(),
          JsonObject.builder()
              .put("Name", secret.name())
              .put("Key", secret.key())
              .put("Value", encoded)
              .put("ValueEncoded", base64(encoded.getBytes(StandardCharsets.UTF_8)))
              .put("Replacement", base64(secret.replacement().getBytes(StandardCharsets.UTF_8)))
              .build());
    }
    return new JsonObject(out);
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }

  private static JsonObject dockerPrune(Settings.DockerPrune prune) {
    return JsonObject.builder()
        .put("Enabled", prune.enabled())
        .put("MaxAge", prune.maxAge().toNanos())
        .put("NumBuilds", prune.numBuilds())
        .put("Interval", prune.interval().toNanos())
        .put("KeepRecent", prune.keepRecent())
        .build();
  }

  private static JsonObject watchSettings(List<IgnoreSet> ignores) {
    Json list =
        ignores.isEmpty()
            ? JsonNull.NULL
            : Json.array(ignores.stream().map(ResultJson::ignoreSet).toList());
    return JsonObject.builder().put("Ignores", list).build();
  }

  private static Json registry(Settings settings) {
    if (settings.defaultRegistry().isEmpty()) {
      return JsonNull.NULL;
    }
    Settings.Registry registry = settings.defaultRegistry().get();
    JsonObject.Builder out = JsonObject.builder().put("host", registry.host());
    if (!registry.hostFromContainerRuntime().isEmpty()) {
      out.put("hostFromContainerRuntime", registry.hostFromContainerRuntime());
    }
    if (!registry.singleName().isEmpty()) {
      out.put("singleName", registry.singleName());
    }
    return out.build();
  }

  private static JsonObject ci(Settings.Ci ci) {
    JsonObject.Builder out = JsonObject.builder();
    ci.k8sGracePeriod().ifPresent(grace -> out.put("k8sGracePeriod", GoDuration.format(grace)));
    return out.put("timeout", GoDuration.format(ci.timeout()))
        .put("readinessTimeout", GoDuration.format(ci.readinessTimeout()))
        .build();
  }

  private static JsonObject objects(List<ApiObject<?, ?>> objects) {
    Map<String, TreeMap<String, Json>> byKind = new TreeMap<>();
    for (ApiObject<?, ?> object : objects) {
      String kind =
          object.kind().group()
              + "/"
              + object.kind().version()
              + ", Resource="
              + object.kind().plural();
      byKind.computeIfAbsent(kind, k -> new TreeMap<>()).put(object.name(), object(object));
    }
    JsonObject.Builder out = JsonObject.builder();
    byKind.forEach((kind, byName) -> out.put(kind, new JsonObject(byName)));
    return out.build();
  }

  /** An object that no server has seen yet: no kind, no moment of creation. */
  private static JsonObject object(ApiObject<?, ?> object) {
    JsonObject metadata = RecordCodec.encode(object.metadata()).without("creationTimestamp");
    return object.toJson().without("kind").without("apiVersion").with("metadata", metadata);
  }
}
