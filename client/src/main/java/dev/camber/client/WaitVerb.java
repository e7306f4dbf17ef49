package dev.camber.client;

import dev.camber.model.flags.ParsedFlags;
import dev.camber.model.json.JsonObject;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code wait}. Source: spec CLI and API, section 4. */
final class WaitVerb implements Verb {
  private static final Duration FOREVER = Duration.ofDays(7);

  @Override
  public int run(ParsedFlags flags, Surroundings surroundings) throws Refused, IOException {
    Api api = Api.of(Session.of(flags, surroundings));
    Output output = Output.ofWrite(flags, surroundings);
    List<String> conditions = flags.strings("for");
    if (conditions.isEmpty()) {
      throw Refused.plain("error: unrecognized condition: []");
    }
    WaitCondition condition = WaitCondition.of(conditions);
    Duration timeout = flags.duration("timeout");
    long end = System.nanoTime() + (timeout.isNegative() ? FOREVER : timeout).toNanos();
    if (flags.bool("local")) {
      return local(flags, surroundings, condition, output);
    }
    Failures failures = new Failures();
    int found = 0;
    for (Selection selection : Selection.of(flags, api, surroundings)) {
      for (String name : names(selection, flags, api)) {
        found++;
        try {
          one(api, selection.type(), name, condition, end, output, surroundings);
        } catch (Refused e) {
          failures.add(e);
        }
      }
    }
    if (found == 0 && !condition.isDelete()) {
      throw Refused.plain("error: no matching resources found");
    }
    failures.raise(surroundings);
    return 0;
  }

  private static int local(
      ParsedFlags flags, Surroundings surroundings, WaitCondition condition, Output output)
      throws Refused {
    Failures failures = new Failures();
    for (Manifests.Manifest manifest : Manifests.read(flags, surroundings)) {
      if (condition.holds(manifest.object())) {
        output.done(manifest.object(), "condition met", surroundings.out());
      } else {
        failures.add(
            Refused.plain(
                "error: " + Output.nameOf(manifest.object()) + " does not meet the condition"));
      }
    }
    failures.raise(surroundings);
    return 0;
  }

  private static List<String> names(Selection selection, ParsedFlags flags, Api api)
      throws Refused, IOException {
    if (!selection.names().isEmpty()) {
      return selection.names();
    }
    boolean selects =
        flags.bool("all")
            || !flags.string("selector").isEmpty()
            || !flags.string("field-selector").isEmpty();
    if (!selects) {
      throw Refused.plain("error: resource name may not be empty");
    }
    List<String> out = new ArrayList<>();
    for (JsonObject object : selection.objects(flags, api)) {
      out.add(object.stringAt("metadata", "name").orElse(""));
    }
    return out;
  }

  private static void one(
      Api api,
      Api.Type type,
      String name,
      WaitCondition condition,
      long end,
      Output output,
      Surroundings surroundings)
      throws Refused, IOException {
    JsonObject list =
        api.call(
            "GET",
            type.path()
                + "?fieldSelector="
                + java.net.URLEncoder.encode(
                    "metadata.name=" + name, java.nio.charset.StandardCharsets.UTF_8),
            "",
            "",
            java.util.Map.of());
    Optional<JsonObject> now = api.find(type, name);
    if (now.isEmpty() && condition.isDelete()) {
      return;
    }
    if (now.isEmpty() && !condition.isCreate()) {
      api.get(type, name); // refuses in the server's words
    }
    JsonObject[] last = {now.orElse(JsonObject.EMPTY)};
    boolean met = now.isPresent() && !condition.isDelete() && condition.holds(last[0]);
    if (!met) {
      met =
          Watch.named(api, type, name)
              .follow(
                  list.stringAt("metadata", "resourceVersion").orElse("0"),
                  Duration.ofNanos(end - System.nanoTime()),
                  (event, object) -> {
                    last[0] = object;
                    boolean gone = event.equals("DELETED");
                    return !(condition.isDelete() ? gone : !gone && condition.holds(object));
                  });
    }
    if (!met) {
      throw Refused.plain(
          "error: timed out waiting for the condition on " + type.plural() + "/" + name);
    }
    output.done(last[0], "condition met", surroundings.out());
  }
}
