package dev.camber.server.rest;

import dev.camber.model.codec.Time;
import dev.camber.server.http.Request;
import dev.camber.server.rest.fields.FieldManager;
import java.time.InstantSource;
import java.util.List;

/**
 * How a write is meant.
 *
 * @param writer who writes
 * @param dry whether nothing shall be stored
 * @param validation as in {@link Bodies#decode}
 * @param force whether an apply takes fields from others
 */
record WriteOptions(
    FieldManager.Writer writer, boolean named, boolean dry, String validation, boolean force) {
  private static final int LONGEST_NAME = 128;

  static WriteOptions of(Request request, String subresource, InstantSource clock) throws ApiError {
    List<String> dryRun = request.query().all("dryRun");
    for (String value : dryRun) {
      if (!value.equals("All")) {
        throw unsupported("dryRun", value, "\"All\"");
      }
    }
    String validation = request.query().get("fieldValidation");
    if (!List.of("", "Ignore", "Warn", "Strict").contains(validation)) {
      throw unsupported("fieldValidation", validation, "\"\", \"Ignore\", \"Strict\", \"Warn\"");
    }
    String manager = request.query().get("fieldManager");
    if (manager.length() > LONGEST_NAME) {
      throw ApiError.invalid(
          "PatchOptions",
          "meta.k8s.io",
          "",
          "fieldManager",
          "FieldValueTooLong",
          "Too long: may not be more than " + LONGEST_NAME + " bytes");
    }
    return new WriteOptions(
        new FieldManager.Writer(
            manager.isEmpty() ? agent(request) : manager, subresource, new Time(clock.instant())),
        !manager.isEmpty(),
        !dryRun.isEmpty(),
        validation,
        request.query().isTrue("force"));
  }

  private static ApiError unsupported(String field, String value, String supported) {
    return ApiError.invalid(
        "Options",
        "meta.k8s.io",
        "",
        field,
        "FieldValueNotSupported",
        "Unsupported value: \"" + value + "\": supported values: " + supported);
  }

  /** The first word of the user agent, as far as it can be printed. */
  private static String agent(Request request) {
    String agent = request.header("User-Agent").split("/", 2)[0];
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < agent.length() && out.length() < LONGEST_NAME; i++) {
      char c = agent.charAt(i);
      if (c >= 0x20 && c < 0x7f) {
        out.append(c);
      }
    }
    return out.isEmpty() ? "unknown" : out.toString();
  }
}
