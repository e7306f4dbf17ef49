package dev.camber.server.rest;

import dev.camber.server.http.Request;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * In which form the caller wants the answer.
 *
 * @param yaml YAML instead of JSON
 * @param shape the object itself, a table, or its metadata only
 * @param version of the table or the metadata: {@code v1} or {@code v1beta1}
 * @param pretty indented JSON
 */
record Wanted(boolean yaml, Wanted.Shape shape, String version, boolean pretty) {
  /** What becomes of the object. */
  enum Shape {
    OBJECT,
    TABLE,
    METADATA
  }

  private record Clause(String type, Map<String, String> parameters, double quality) {}

  /**
   * Reads Accept, the parameter {@code pretty} and the user agent.
   *
   * @throws ApiError 406 if none of the accepted forms can be made
   */
  static Wanted of(Request request) throws ApiError {
    boolean pretty = pretty(request);
    List<String> accepts = request.headers().all("Accept");
    if (accepts.isEmpty()) {
      return new Wanted(false, Shape.OBJECT, "", pretty);
    }
    for (Clause clause : clauses(String.join(",", accepts))) {
      String as = clause.parameters().getOrDefault("as", "");
      String version = clause.parameters().getOrDefault("v", "");
      Shape shape =
          switch (as) {
            case "" -> Shape.OBJECT;
            case "Table" -> Shape.TABLE;
            case "PartialObjectMetadata", "PartialObjectMetadataList" -> Shape.METADATA;
            default -> null;
          };
      boolean known =
          as.isEmpty()
              || clause.parameters().getOrDefault("g", "").equals("meta.k8s.io")
                  && (version.equals("v1") || version.equals("v1beta1"));
      if (shape == null || !known) {
        continue;
      }
      switch (clause.type()) {
        case "application/json", "application/*", "*/*" -> {
          return new Wanted(false, shape, version, pretty);
        }
        case "application/yaml" -> {
          return new Wanted(true, shape, version, pretty);
        }
        default -> {
          // Another form of the list may do.
        }
      }
    }
    throw ApiError.notAcceptable();
  }

  /** Whether a document of a given media type is accepted before plain JSON is. */
  static boolean prefers(Request request, String type, Map<String, String> parameters) {
    for (Clause clause : clauses(String.join(",", request.headers().all("Accept")))) {
      if (clause.type().equals(type)
          && clause.parameters().entrySet().containsAll(parameters.entrySet())) {
        return true;
      }
      if (clause.type().equals("application/json") && clause.parameters().isEmpty()) {
        return false;
      }
    }
    return false;
  }

  /** Indented if asked for, or if a person reads it. Source: spec CLI and API, section 8.1. */
  static boolean pretty(Request request) {
    if (request.query().has("pretty")) {
      return request.query().isTrue("pretty");
    }
    String agent = request.header("User-Agent");
    return agent.startsWith("curl") || agent.startsWith("Wget") || agent.startsWith("Mozilla/5.0");
  }

  private static List<Clause> clauses(String accept) {
    List<Clause> out = new ArrayList<>();
    for (String text : accept.split(",", -1)) {
      String[] parts = text.split(";", -1);
      String type = parts[0].strip().toLowerCase(Locale.ROOT);
      if (type.isEmpty()) {
        continue;
      }
      Map<String, String> parameters = new HashMap<>();
      double quality = 1;
      for (int i = 1; i < parts.length; i++) {
        String[] pair = parts[i].strip().split("=", 2);
        if (pair.length < 2) {
          continue;
        }
        if (pair[0].equals("q")) {
          quality = quality(pair[1]);
        } else {
          parameters.put(pair[0], pair[1]);
        }
      }
      out.add(new Clause(type, parameters, quality));
    }
    out.sort(Comparator.comparingDouble(c -> -c.quality()));
    return out;
  }

  private static double quality(String text) {
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      return 1;
    }
  }
}
