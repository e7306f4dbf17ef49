package dev.camber.client;

import dev.camber.model.flags.ParsedFlags;
import java.util.List;

/**
 * The flags that say how objects are written.
 *
 * @param dryRun {@code none}, {@code client} or {@code server}
 * @param query the query of a write, from its question mark on; empty if there is none
 */
record Writing(String dryRun, String query) {

  static Writing of(ParsedFlags flags) throws Refused {
    String dryRun =
        flags.values().containsKey("dry-run") ? dryRun(flags.string("dry-run")) : "none";
    StringBuilder query = new StringBuilder();
    if (dryRun.equals("server")) {
      query.append("&dryRun=All");
    }
    if (flags.values().containsKey("validate")) {
      query.append("&fieldValidation=").append(validation(flags.string("validate")));
    }
    if (flags.values().containsKey("field-manager") && flags.wasGiven("field-manager")) {
      query
          .append("&fieldManager=")
          .append(
              java.net.URLEncoder.encode(
                  flags.string("field-manager"), java.nio.charset.StandardCharsets.UTF_8));
    }
    return new Writing(dryRun, query.isEmpty() ? "" : "?" + query.substring(1));
  }

  private static String dryRun(String value) throws Refused {
    return switch (value) {
      case "none", "client", "server" -> value;
      // Once the flag stood for what the client does, and alone or as a truth value it still does.
      case "unchanged", "true" -> "client";
      case "false" -> "none";
      default ->
          throw Refused.plain(
              "error: Invalid dry-run value ("
                  + value
                  + "). Must be \"none\", \"server\", or \"client\".");
    };
  }

  private static String validation(String value) throws Refused {
    return switch (value) {
      case "strict", "true" -> "Strict";
      case "warn" -> "Warn";
      case "ignore", "false" -> "Ignore";
      default ->
          throw Refused.plain(
              "error: invalid - validate option \""
                  + value
                  + "\", wanted one of "
                  + String.join(", ", List.of("strict", "warn", "ignore")));
    };
  }

  boolean byClient() {
    return dryRun.equals("client");
  }

  /** What stands behind the words for what was done. */
  String suffix() {
    return switch (dryRun) {
      case "client" -> " (dry run)";
      case "server" -> " (server dry run)";
      default -> "";
    };
  }

  /** The query with one more parameter. */
  String with(String parameter) {
    return query.isEmpty() ? "?" + parameter : query + "&" + parameter;
  }
}
