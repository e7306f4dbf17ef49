package dev.camber.kubernetes.client;

import dev.camber.kubernetes.cluster.ExecResult;
import dev.camber.kubernetes.cluster.KubeException;
import dev.camber.model.json.Json;
import dev.camber.model.json.JsonArray;
import dev.camber.model.json.JsonReader;
import dev.camber.model.json.JsonSyntaxException;
import java.io.IOException;
import java.util.Optional;

/** Reads how a command ended from the Status on the error channel. Stateless. */
final class ExecStatus {
  private ExecStatus() {}

  static ExecResult read(byte[] status) throws KubeException {
    Json tree;
    try {
      tree = JsonReader.read(status);
    } catch (JsonSyntaxException e) {
      throw KubeException.unreachable("the command ended without saying how", new IOException(e));
    }
    if (tree.stringAt("status").orElse("").equals("Success")) {
      return ExecResult.SUCCESS;
    }
    String message = tree.stringAt("message").orElse("");
    if (tree.stringAt("reason").orElse("").equals("NonZeroExitCode")) {
      for (Json cause :
          tree.at("details", "causes").flatMap(Json::asArray).orElse(JsonArray.EMPTY)) {
        if (cause.stringAt("reason").orElse("").equals("ExitCode")) {
          Optional<Integer> code = number(cause.stringAt("message").orElse(""));
          if (code.isPresent()) {
            return new ExecResult(code.get(), message);
          }
        }
      }
    }
    // The runtime could not start it: what a shell would have answered.
    if (message.contains("executable file not found")
        || message.contains("no such file or directory")) {
      return new ExecResult(127, message);
    }
    if (message.contains("permission denied")) {
      return new ExecResult(126, message);
    }
    throw StatusBody.error(500, tree);
  }

  private static Optional<Integer> number(String text) {
    try {
      return Optional.of(Integer.valueOf(text));
    } catch (NumberFormatException notANumber) {
      return Optional.empty();
    }
  }
}
