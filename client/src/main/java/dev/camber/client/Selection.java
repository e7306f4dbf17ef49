package dev.camber.client;

import dev.camber.model.flags.ParsedFlags;
import dev.camber.model.json.JsonObject;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which objects a command means: {@code TYPE}, {@code TYPE NAME...}, {@code T1,T2}, {@code
 * TYPE/NAME ...}, or those of files.
 *
 * @param names empty for all objects of the type
 * @param source the file that names the objects; empty for words of the command line
 */
record Selection(Api.Type type, List<String> names, String source) {

  Selection(Api.Type type, List<String> names) {
    this(type, names, "");
  }

  /** The selections of a command that takes words as well as files. */
  static List<Selection> of(ParsedFlags flags, Api api, Surroundings surroundings)
      throws Refused, IOException {
    if (!Manifests.given(flags)) {
      return of(flags.positional(), api, surroundings.programName());
    }
    List<Selection> out = new ArrayList<>();
    for (Manifests.Manifest manifest : Manifests.read(flags, surroundings)) {
      out.add(
          new Selection(
              api.typeOf(manifest.object(), manifest.source()),
              List.of(manifest.name()),
              manifest.source()));
    }
    return out;
  }

  static List<Selection> of(List<String> words, Api api, String program)
      throws Refused, IOException {
    if (words.isEmpty()) {
      throw Refused.plain(
          "You must specify the type of resource to get. Use \""
              + program
              + " api-resources\" for a complete list of supported resources.\n\n"
              + "error: Required resource not specified.\n"
              + "Use \""
              + program
              + " explain <resource>\" for a detailed description of that resource (e.g. "
              + program
              + " explain pods).\nSee '"
              + program
              + " get -h' for help and examples");
    }
    List<Selection> out = new ArrayList<>();
    if (words.getFirst().contains("/")) {
      for (String word : words) {
        String[] parts = word.split("/", 2);
        if (parts.length != 2 || parts[0].isEmpty() || parts[1].isEmpty()) {
          throw Refused.plain(
              "error: there is no need to specify a resource type as a separate argument when passing"
                  + " arguments in resource/name form (e.g. '"
                  + program
                  + " get resource/<resource_name>' instead of '"
                  + program
                  + " get resource resource/<resource_name>'");
        }
        out.add(new Selection(api.type(parts[0]), List.of(parts[1])));
      }
      return out;
    }
    List<String> names = words.subList(1, words.size());
    if (names.stream().anyMatch(n -> n.contains("/"))) {
      throw Refused.plain(
          "error: there is no need to specify a resource type as a separate argument when passing"
              + " arguments in resource/name form (e.g. '"
              + program
              + " get resource/<resource_name>' instead of '"
              + program
              + " get resource resource/<resource_name>'");
    }
    for (String word : words.getFirst().split(",", -1)) {
      out.add(new Selection(api.type(word), names));
    }
    return out;
  }

  /** The objects that were meant; those that are named have to exist. */
  List<JsonObject> objects(ParsedFlags flags, Api api) throws Refused, IOException {
    if (names.isEmpty()) {
      try {
        return api.list(type, query(flags, Map.of()));
      } catch (Refused e) {
        throw selecting(e, flags);
      }
    }
    List<JsonObject> out = new ArrayList<>();
    for (String name : names) {
      try {
        out.add(api.get(type, name));
      } catch (Refused e) {
        boolean lenient =
            flags.values().containsKey("ignore-not-found") && flags.bool("ignore-not-found");
        if (!lenient || !e.reason().equals("NotFound")) {
          throw e;
        }
      }
    }
    return out;
  }

  /** Says with a refusal what was to be selected, if a selector was at fault. */
  Refused selecting(Refused refused, ParsedFlags flags) {
    String labels = flags.values().containsKey("selector") ? flags.string("selector") : "";
    String fields =
        flags.values().containsKey("field-selector") ? flags.string("field-selector") : "";
    boolean selects = !labels.isEmpty() || !fields.isEmpty();
    return selects && refused.reason().equals("BadRequest")
        ? refused.during(
            "Unable to find \"tilt.dev/v1alpha1, Resource="
                + type.plural()
                + "\" that match label selector \""
                + labels
                + "\", field selector \""
                + fields
                + "\"")
        : refused;
  }

  /** The query of the selectors that the command line gives, with {@code more} behind them. */
  static String query(ParsedFlags flags, Map<String, String> more) {
    Map<String, String> all = new LinkedHashMap<>();
    for (String[] pair :
        new String[][] {{"labelSelector", "selector"}, {"fieldSelector", "field-selector"}}) {
      if (flags.values().containsKey(pair[1]) && !flags.string(pair[1]).isEmpty()) {
        all.put(pair[0], flags.string(pair[1]));
      }
    }
    all.putAll(more);
    StringBuilder out = new StringBuilder();
    all.forEach((name, value) ->
        out.append(out.isEmpty() ? "?" : "&")
            .append(name)
            .append('=')
            .append(URLEncoder.encode(value, StandardCharsets.UTF_8)));
    return out.toString();
  }
}
