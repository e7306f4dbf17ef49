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

/** {@code describe}. Source: spec CLI and API, section 4. */
final class DescribeVerb implements Verb {
  @Override
  public int run(ParsedFlags flags, Surroundings surroundings) throws Refused, IOException {
    Api api = Api.of(Session.of(flags, surroundings));
    List<Json> found = new ArrayList<>();
    for (Selection selection : Selection.of(flags, api, surroundings)) {
      found.addAll(objects(flags, api, selection));
    }
    for (int i = 0; i < found.size(); i++) {
      if (i > 0) {
        surroundings.out().print("\n\n");
      }
      surroundings.out().print(Description.of(found.get(i)));
      // What only begins with the word is followed by an empty line, as kubectl has it.
      String name = found.get(i).stringAt("metadata", "name").orElse("");
      if (flags.positional().size() == 2 && !flags.positional().get(1).equals(name)) {
        surroundings.out().println();
      }
    }
    if (found.isEmpty()) {
      surroundings.err().println("No resources found");
    }
    return 0;
  }

  private static List<Json> objects(ParsedFlags flags, Api api, Selection selection)
      throws Refused, IOException {
    String selector = flags.string("selector");
    String query =
        selector.isEmpty()
            ? ""
            : "?labelSelector="
                + java.net.URLEncoder.encode(selector, java.nio.charset.StandardCharsets.UTF_8);
    JsonObject list = api.call("GET", selection.type().path() + query, "", "", Map.of());
    List<Json> all = new ArrayList<>();
    list.at("items").flatMap(Json::asArray).orElse(JsonArray.EMPTY).forEach(all::add);
    if (selection.names().isEmpty()) {
      return all;
    }
    List<Json> out = new ArrayList<>();
    for (String name : selection.names()) {
      Optional<Json> exact =
          all.stream()
              .filter(o -> o.stringAt("metadata", "name").equals(Optional.of(name)))
              .findFirst();
      List<Json> matching =
          exact
              .map(List::of)
              .orElseGet(() ->
                  all.stream()
                      .filter(o -> o.stringAt("metadata", "name").orElse("").startsWith(name))
                      .toList());
      if (matching.isEmpty()) {
        throw Refused.plain(
            "Error from server (NotFound): "
                + selection.type().plural()
                + ".tilt.dev \""
                + name
                + "\" not found");
      }
      out.addAll(matching);
    }
    return out;
  }
}
