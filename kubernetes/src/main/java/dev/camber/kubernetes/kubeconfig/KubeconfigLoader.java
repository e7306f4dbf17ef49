package dev.camber.kubernetes.kubeconfig;

import dev.camber.kubernetes.cluster.KubeContext;
import dev.camber.kubernetes.cluster.Product;
import dev.camber.kubernetes.cluster.ProductGuess;
import dev.camber.model.json.Json;
import dev.camber.model.json.JsonArray;
import dev.camber.model.json.JsonObject;
import dev.camber.model.yaml.Yaml;
import dev.camber.model.yaml.YamlException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the files that {@code KUBECONFIG} lists, or {@code ~/.kube/config}, and merges them: the
 * first file that names a cluster, user, context or the current context wins. Stateless.
 */
public final class KubeconfigLoader {
  private static final List<String> LISTS = List.of("clusters", "users", "contexts");

  private final Map<String, String> environment;
  private final Path home;
  private final Path workingDirectory;

  public KubeconfigLoader(Map<String, String> environment, Path home, Path workingDirectory) {
    this.environment = Map.copyOf(environment);
    this.home = home;
    this.workingDirectory = workingDirectory;
  }

  /** One named entry and the file it comes from. */
  private record Entry(JsonObject body, Path file) {}

  private static final class Merged {
    final Map<String, Map<String, Entry>> lists = new LinkedHashMap<>();
    String currentContext = "";

    Map<String, Entry> list(String name) {
      return lists.computeIfAbsent(name, n -> new LinkedHashMap<>());
    }
  }

  /**
   * Reads the files now.
   *
   * @param contextName the context to take instead of the current one; empty for none
   * @param namespace the namespace to take instead of the context's; empty for none
   */
  public Kubeconfig load(String contextName, String namespace) {
    Merged merged = new Merged();
    for (Path file : files()) {
      try {
        read(file, merged);
      } catch (NoSuchFileException e) {
        // kubectl skips files of the list that are not there.
      } catch (IOException | YamlException e) {
        return unusable("error loading config file \"" + file + "\": " + e.getMessage());
      }
    }
    String name = contextName.isEmpty() ? merged.currentContext : contextName;
    if (name.isEmpty()) {
      return unusable(
          "no configuration has been provided, try setting KUBERNETES_MASTER environment variable");
    }
    Entry context = merged.list("contexts").get(name);
    if (context == null) {
      return unusable(
          contextName.isEmpty()
              ? "context was not found for specified context: " + name
              : "[context was not found for specified context: "
                  + name
                  + ", cluster has no server defined]");
    }
    String clusterName = context.body().stringAt("cluster").orElse("");
    Entry cluster = merged.list("clusters").get(clusterName);
    if (cluster == null) {
      return unusable("cluster \"" + clusterName + "\" was not found for context \"" + name + "\"");
    }
    return narrow(merged, name, context, clusterName, cluster, namespace);
  }

  private Kubeconfig narrow(
      Merged merged,
      String name,
      Entry context,
      String clusterName,
      Entry cluster,
      String namespace) {
    String chosen =
        namespace.isEmpty() ? context.body().stringAt("namespace").orElse("") : namespace;
    JsonObject contextBody = context.body();
    if (!chosen.isEmpty()) {
      contextBody = contextBody.with("namespace", Json.of(chosen));
    }
    JsonObject clusterBody = absolute(cluster, List.of("certificate-authority"));
    String userName = context.body().stringAt("user").orElse("");
    JsonObject.Builder tree =
        JsonObject.builder()
            .put("apiVersion", "v1")
            .put("kind", "Config")
            .put("current-context", name)
            .put("clusters", named(clusterName, "cluster", clusterBody))
            .put("contexts", named(name, "context", contextBody));
    Entry user = merged.list("users").get(userName);
    if (user != null) {
      JsonObject body = absolute(user, List.of("client-certificate", "client-key", "tokenFile"));
      tree.put("users", named(userName, "user", execAbsolute(body, user.file())));
    }
    Product product =
        ProductGuess.of(
            clusterName, context.file(), clusterBody.stringAt("certificate-authority"), home);
    return new Kubeconfig(
        new KubeContext(
            name,
            clusterName,
            chosen.isEmpty() ? "default" : chosen,
            product,
            clusterBody.stringAt("server").orElse(""),
            ""),
        tree.build(),
        "");
  }

  private List<Path> files() {
    String list = environment.getOrDefault("KUBECONFIG", "");
    List<Path> files = new ArrayList<>();
    for (String one : list.split(File.pathSeparator, -1)) {
      if (!one.isEmpty()) {
        Path file = workingDirectory.resolve(one).normalize();
        if (!files.contains(file)) {
          files.add(file);
        }
      }
    }
    return files.isEmpty() ? List.of(home.resolve(".kube").resolve("config")) : files;
  }

  private static void read(Path file, Merged into) throws IOException, YamlException {
    JsonObject tree =
        Yaml.readKubernetes(Files.readString(file)).asObject().orElse(JsonObject.EMPTY);
    if (into.currentContext.isEmpty()) {
      into.currentContext = tree.stringAt("current-context").orElse("");
    }
    for (String list : LISTS) {
      String inner = list.substring(0, list.length() - 1);
      for (Json item : tree.get(list).flatMap(Json::asArray).orElse(JsonArray.EMPTY)) {
        Optional<String> name = item.stringAt("name");
        JsonObject body = item.at(inner).flatMap(Json::asObject).orElse(JsonObject.EMPTY);
        name.ifPresent(n -> into.list(list).putIfAbsent(n, new Entry(body, file)));
      }
    }
  }

  private static Kubeconfig unusable(String problem) {
    return new Kubeconfig(KubeContext.NONE, JsonObject.EMPTY, problem);
  }

  private static JsonArray named(String name, String inner, JsonObject body) {
    return Json.array(List.of(JsonObject.builder().put("name", name).put(inner, body).build()));
  }

  /** Paths in a kubeconfig are relative to the file they stand in. */
  private static JsonObject absolute(Entry entry, List<String> members) {
    JsonObject out = entry.body();
    for (String member : members) {
      Optional<String> path = out.stringAt(member);
      if (path.isPresent() && !path.get().isEmpty()) {
        out =
            out.with(
                member, Json.of(entry.file().resolveSibling(path.get()).normalize().toString()));
      }
    }
    return out;
  }

  /** A plugin's command with a slash is a path relative to the file; a bare name is searched. */
  private static JsonObject execAbsolute(JsonObject user, Path file) {
    Optional<JsonObject> exec = user.get("exec").flatMap(Json::asObject);
    Optional<String> command = exec.flatMap(e -> e.stringAt("command"));
    if (command.isEmpty() || !command.get().contains("/")) {
      return user;
    }
    String path = file.resolveSibling(command.get()).normalize().toString();
    return user.with("exec", exec.orElseThrow().with("command", Json.of(path)));
  }
}
