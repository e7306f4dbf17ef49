package dev.camber.client;

import dev.camber.model.flags.ParsedFlags;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** {@code api-resources}. Source: spec CLI and API, section 4. */
final class ApiResourcesVerb implements Verb {
  private static final List<String> VERBS =
      List.of("create", "delete", "deletecollection", "get", "list", "patch", "update", "watch");

  @Override
  public int run(ParsedFlags flags, Surroundings surroundings) throws Refused, IOException {
    Api api = Api.of(Session.of(flags, surroundings));
    String sortBy = flags.string("sort-by");
    if (!List.of("", "name", "kind").contains(sortBy)) {
      throw Refused.plain("error: --sort-by accepts only name or kind");
    }
    boolean ours =
        (!flags.wasGiven("api-group") || flags.string("api-group").equals("tilt.dev"))
            && (!flags.wasGiven("namespaced") || !flags.bool("namespaced"))
            && VERBS.containsAll(flags.strings("verbs"));
    List<Api.Type> types = new ArrayList<>(ours ? api.types() : List.of());
    types.sort(
        sortBy.equals("kind")
            ? Comparator.comparing(Api.Type::kind)
            : Comparator.comparing(Api.Type::plural));
    List<List<String>> rows = new ArrayList<>();
    for (Api.Type type : types) {
      rows.add(
          List.of(
              type.plural(),
              String.join(",", type.shortNames()),
              "tilt.dev/v1alpha1",
              "false",
              type.kind()));
    }
    new Table(List.of("NAME", "SHORTNAMES", "APIVERSION", "NAMESPACED", "KIND"), rows)
        .print(surroundings.out(), true);
    return 0;
  }
}
