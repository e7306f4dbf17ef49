package dev.camber.tiltfile;

import dev.camber.model.UserError;
import dev.camber.model.api.ApiObject;
import dev.camber.model.manifest.Manifest;
import java.util.List;
import java.util.Optional;

/**
 * What an evaluation left. After a failure everything but the manifests is what had been recorded
 * until then (spec Tiltfile, section 1.1).
 *
 * @param manifests in the order of the result; empty after a failure
 * @param enabledManifests names of those that run, in the order of {@code manifests}
 * @param tiltignore {@code .tiltignore} beside the Tiltfile
 * @param configFiles files whose change evaluates again; absolute, sorted
 * @param secrets by value, the last of equal ones
 * @param objects API objects the Tiltfile registered itself
 * @param warnings texts of the alerts on the Tiltfile
 * @param tiltfileSha256 hash of the root file in hex, empty if it could not be read
 * @param allFilesSha256 hash over all executed files in the order of their execution
 * @param error the mistake that ended the evaluation; the message is what a person sees
 */
public record LoadResult(
    List<Manifest> manifests,
    List<String> enabledManifests,
    IgnoreSet tiltignore,
    List<String> configFiles,
    Settings settings,
    List<Secret> secrets,
    List<ApiObject<?, ?>> objects,
    List<String> warnings,
    List<BuiltinCall> calls,
    String tiltfileSha256,
    String allFilesSha256,
    Optional<UserError> error) {
  public LoadResult {
    manifests = List.copyOf(manifests);
    enabledManifests = List.copyOf(enabledManifests);
    configFiles = List.copyOf(configFiles);
    secrets = List.copyOf(secrets);
    objects = List.copyOf(objects);
    warnings = List.copyOf(warnings);
    calls = List.copyOf(calls);
  }

  public boolean success() {
    return error.isEmpty();
  }
}
