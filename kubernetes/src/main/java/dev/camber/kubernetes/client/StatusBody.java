package dev.camber.kubernetes.client;

import dev.camber.kubernetes.cluster.KubeException;
import dev.camber.model.json.Json;
import dev.camber.model.json.JsonNumber;
import dev.camber.model.json.JsonReader;
import dev.camber.model.json.JsonSyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;

/** Reads the Status object that stands for an error. Stateless. */
final class StatusBody {
  private StatusBody() {}

  static KubeException error(int httpStatus, byte[] body) {
    try {
      Json tree = JsonReader.read(body);
      if (tree.stringAt("kind").orElse("").equals("Status")) {
        return error(httpStatus, tree);
      }
    } catch (JsonSyntaxException notStatus) {
      // A proxy or an old end point answers with plain text.
    }
    String text = new String(body, StandardCharsets.UTF_8).strip();
    return new KubeException(
        httpStatus, reason(httpStatus), text.isEmpty() ? "HTTP status " + httpStatus : text);
  }

  static KubeException error(int httpStatus, Json status) {
    int code =
        status
            .at("code")
            .filter(JsonNumber.class::isInstance)
            .map(n -> ((JsonNumber) n).asLong())
            .orElse(OptionalLong.empty())
            .stream()
            .mapToInt(Math::toIntExact)
            .findFirst()
            .orElse(httpStatus);
    return new KubeException(
        code,
        status.stringAt("reason").orElse(reason(code)),
        status.stringAt("message").orElse("HTTP status " + code));
  }

  private static String reason(int code) {
    return switch (code) {
      case 401 -> "Unauthorized";
      case 403 -> "Forbidden";
      case 404 -> "NotFound";
      case 409 -> "Conflict";
      case 410 -> "Gone";
      case 413 -> "RequestEntityTooLarge";
      case 429 -> "TooManyRequests";
      default -> "";
    };
  }
}
