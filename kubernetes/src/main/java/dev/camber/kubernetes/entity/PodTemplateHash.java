package dev.camber.kubernetes.entity;

import dev.camber.model.json.Json;
import dev.camber.model.json.JsonArray;
import dev.camber.model.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Marks pods with the template they were made from, so that old ones are told from new ones. */
public final class PodTemplateHash {
  /** The label that carries the hash; Tilt's name, because its tools read it. */
  public static final String LABEL = "tilt.dev/pod-template-hash";

  private static final int BYTES = 10;

  private PodTemplateHash() {}

  /** The entity with the label on each pod template; it is computed before the label is there. */
  public static K8sEntity inject(K8sEntity entity) {
    return TypedTree.change(
        entity,
        TypedTree.POD_TEMPLATE,
        template -> {
          String hash = hash(template);
          JsonObject metadata =
              template.at("metadata").flatMap(Json::asObject).orElse(JsonObject.EMPTY);
          JsonObject labels =
              metadata.at("labels").flatMap(Json::asObject).orElse(JsonObject.EMPTY);
          return template.with(
              "metadata", metadata.with("labels", labels.with(LABEL, Json.of(hash))));
        });
  }

  /** The hashes that an applied object carries, one for each pod template; empty if it has none. */
  public static List<String> of(K8sEntity entity) {
    return PodTemplates.labels(entity).stream()
        .map(labels -> labels.getOrDefault(LABEL, ""))
        .toList();
  }

  /** The first ten bytes of the SHA-1 of the template's JSON with sorted keys, as 20 hex digits. */
  static String hash(JsonObject template) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-1")
              .digest(sorted(template).compact().getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(Arrays.copyOf(digest, BYTES));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-1", e);
    }
  }

  private static Json sorted(Json value) {
    return switch (value) {
      case JsonObject o -> {
        Map<String, Json> members = new TreeMap<>();
        o.members().forEach((name, member) -> members.put(name, sorted(member)));
        yield Json.object(members);
      }
      case JsonArray a -> {
        List<Json> items = new ArrayList<>(a.size());
        a.forEach(item -> items.add(sorted(item)));
        yield Json.array(items);
      }
      default -> value;
    };
  }
}
