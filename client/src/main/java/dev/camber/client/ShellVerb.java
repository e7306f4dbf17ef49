package dev.camber.client;

import dev.camber.model.flags.ParsedFlags;
import dev.camber.model.json.Json;
import dev.camber.model.json.JsonArray;
import dev.camber.model.json.JsonObject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code alpha shell}: a shell in a resource's pod. Source: spec CLI and API, section 6.3. */
final class ShellVerb implements Verb {
  @Override
  public int run(ParsedFlags flags, Surroundings surroundings) throws Refused, IOException {
    String name = flags.positional().getFirst();
    Api api = Api.of(Session.of(flags, surroundings));
    JsonObject resource =
        api.find(api.type("uiresources"), name)
            .orElseThrow(() ->
                Refused.error(
                    "resource "
                        + name
                        + " not found. To see available resources, run:\n"
                        + surroundings.programName()
                        + " get uiresources"));
    if (resource.at("status", "k8sResourceInfo").isEmpty()) {
      throw Refused.error(
          "resource "
              + name
              + " is not a Kubernetes resource. Only Kubernetes pods currently supported");
    }
    JsonObject discovery;
    try {
      discovery = api.get(api.type("kubernetesdiscoveries"), name);
    } catch (Refused e) {
      throw Refused.error("looking up kubernetes status " + name + ": " + e.getMessage());
    }
    Json pod =
        discovery
            .at("status", "pods")
            .flatMap(Json::asArray)
            .map(JsonArray::items)
            .filter(items -> !items.isEmpty())
            .map(List::getLast)
            .orElseThrow(() -> Refused.error("no pod found for resource " + name));
    return shell(flags.string("container"), discovery, pod, api, surroundings);
  }

  private static int shell(
      String container, JsonObject discovery, Json pod, Api api, Surroundings surroundings)
      throws Refused, IOException {
    String podName = pod.stringAt("name").orElse("");
    if (!container.isEmpty()) {
      boolean has = false;
      for (Json one : pod.at("containers").flatMap(Json::asArray).orElse(JsonArray.EMPTY)) {
        has |= one.stringAt("name").equals(Optional.of(container));
      }
      if (!has) {
        throw Refused.error("container " + container + " not found in pod " + podName);
      }
    }
    String cluster = discovery.stringAt("spec", "cluster").orElse("default");
    JsonObject connected = api.get(api.type("clusters"), cluster);
    Optional<String> error = connected.stringAt("status", "error").filter(e -> !e.isEmpty());
    if (error.isPresent()) {
      throw Refused.error("kubernetes cluster not connected: " + error.get());
    }
    String config =
        connected.stringAt("status", "connection", "kubernetes", "configPath").orElse("");
    Map<String, String> variables = config.isEmpty() ? Map.of() : Map.of("KUBECONFIG", config);
    List<String> exec =
        new ArrayList<>(
            List.of(
                "kubectl",
                "exec",
                "-it",
                podName,
                "-n",
                pod.stringAt("namespace").orElse("default")));
    if (!container.isEmpty()) {
      exec.addAll(List.of("-c", container));
    }
    // One program for both shells: the image says by itself which of them it has.
    exec.addAll(
        List.of(
            "--", "sh", "-c", "if command -v bash >/dev/null 2>&1; then exec bash; fi; exec sh"));
    surroundings.err().println("Running: " + String.join(" ", exec));
    try {
      return Programs.foreground(exec, variables, surroundings);
    } catch (IOException e) {
      throw Refused.error("could not find kubectl: " + e.getMessage());
    }
  }
}
