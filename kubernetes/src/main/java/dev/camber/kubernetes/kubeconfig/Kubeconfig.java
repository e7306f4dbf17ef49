package dev.camber.kubernetes.kubeconfig;

import dev.camber.kubernetes.cluster.KubeContext;
import dev.camber.model.EnvironmentError;
import dev.camber.model.json.Json;
import dev.camber.model.json.JsonArray;
import dev.camber.model.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * What the kubeconfig files say, narrowed to one context.
 *
 * @param context the context; {@link KubeContext#NONE} if there is no usable one
 * @param tree a kubeconfig with exactly that context, its paths absolute; empty without a context
 * @param problem why there is no usable context, worded as kubectl does; empty if there is one
 */
public record Kubeconfig(KubeContext context, JsonObject tree, String problem) {
  /** Which members hold a path whose content may stand in the file itself. */
  private static final List<String> EMBEDDABLE =
      List.of("certificate-authority", "client-certificate", "client-key");

  /** What a person reads when a connection is wanted and there is no usable context. */
  public Optional<String> connectionProblem() {
    return problem.isEmpty()
        ? Optional.empty()
        : Optional.of("Loading Kubernetes config: invalid configuration: " + problem);
  }

  /**
   * The self-contained text for child processes: certificates and keys are read and put in. It is
   * JSON, which every reader of kubeconfigs takes as the YAML it is.
   */
  public String frozenText() throws EnvironmentError {
    JsonObject out = tree;
    for (String list : List.of("clusters", "users")) {
      String inner = list.equals("clusters") ? "cluster" : "user";
      JsonArray entries = tree.get(list).flatMap(Json::asArray).orElse(JsonArray.EMPTY);
      List<Json> embedded = new ArrayList<>();
      for (Json entry : entries) {
        JsonObject named = entry.asObject().orElse(JsonObject.EMPTY);
        JsonObject body = named.get(inner).flatMap(Json::asObject).orElse(JsonObject.EMPTY);
        embedded.add(named.with(inner, embed(body)));
      }
      out = out.with(list, Json.array(embedded));
    }
    return out.pretty() + "\n";
  }

  /**
   * Writes {@link #frozenText} to a file that only its owner can read, in place of what was there.
   *
   * @return a copy whose context names the file
   */
  public Kubeconfig freeze(Path file) throws EnvironmentError {
    String text = frozenText();
    try {
      Path folder = file.toAbsolutePath().getParent();
      if (folder != null) {
        Files.createDirectories(folder);
      }
      Path fresh = file.resolveSibling(file.getFileName() + ".new");
      Files.deleteIfExists(fresh);
      boolean posix = fresh.getFileSystem().supportedFileAttributeViews().contains("posix");
      if (posix) {
        Files.createFile(
            fresh,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      }
      Files.writeString(fresh, text);
      Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new EnvironmentError("cannot write the kubeconfig " + file + ": " + e, "", e);
    }
    return new Kubeconfig(context.withConfigPath(file.toString()), tree, problem);
  }

  private static JsonObject embed(JsonObject body) throws EnvironmentError {
    JsonObject out = body;
    for (String member : EMBEDDABLE) {
      Optional<String> path = body.stringAt(member);
      if (path.isEmpty() || path.get().isEmpty()) {
        continue;
      }
      out = out.without(member);
      if (!body.has(member + "-data")) {
        try {
          byte[] content = Files.readAllBytes(Path.of(path.get()));
          out = out.with(member + "-data", Json.of(Base64.getEncoder().encodeToString(content)));
        } catch (IOException e) {
          throw new EnvironmentError(
              "cannot read the " + member + " that the kubeconfig names: " + path.get(),
              "check the file, or choose another context",
              e);
        }
      }
    }
    return out;
  }
}
