package dev.camber.client;

import dev.camber.model.flags.ParsedFlags;
import dev.camber.model.json.JsonObject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code get}. Source: spec CLI and API, section 4. */
final class GetVerb implements Verb {
  @Override
  public int run(ParsedFlags flags, Surroundings surroundings) throws Refused, IOException {
    Api api = Api.of(Session.of(flags, surroundings));
    if (!flags.string("raw").isEmpty()) {
      return raw(api, flags.string("raw"), surroundings);
    }
    Output output = Output.ofGet(flags, surroundings);
    List<Selection> selections = Selection.of(flags, api, surroundings);
    boolean watches = flags.bool("watch") || flags.bool("watch-only");
    if (watches && selections.size() != 1) {
      throw Refused.plain(
          "error: watch is only supported on individual resources and resource collections - "
              + selections.size()
              + " resources were found");
    }
    if (flags.bool("output-watch-events") && !watches) {
      throw Refused.plain(
          "error: --output-watch-events option can only be used with --watch or --watch-only");
    }
    if (watches) {
      SignalExit.with(1);
      return watch(flags, surroundings, api, selections.getFirst(), output);
    }
    return output.isTable()
        ? tables(flags, surroundings, api, selections, output)
        : objects(flags, surroundings, api, selections, output);
  }

  private static int raw(Api api, String path, Surroundings surroundings)
      throws Refused, IOException {
    try (Http.Answer answer = api.http().get(path.startsWith("/") ? path : "/" + path)) {
      String text = answer.text();
      if (answer.status() >= 400) {
        throw ServerWords.refusal(parsed(text), answer.status());
      }
      surroundings.out().print(text);
      return 0;
    }
  }

  private static JsonObject parsed(String text) {
    try {
      return dev.camber.model.json.Json.parse(text).asObject().orElse(JsonObject.EMPTY);
    } catch (dev.camber.model.json.JsonSyntaxException e) {
      return JsonObject.builder().put("message", text.strip()).build();
    }
  }

  private static int objects(
      ParsedFlags flags,
      Surroundings surroundings,
      Api api,
      List<Selection> selections,
      Output output)
      throws Refused, IOException {
    List<JsonObject> items = new ArrayList<>();
    boolean several = selections.size() > 1;
    for (Selection selection : selections) {
      several |= selection.names().size() != 1;
      items.addAll(selection.objects(flags, api));
    }
    if (items.isEmpty() && !several) {
      return 0;
    }
    output.print(
        SortBy.sorted(items, o -> o, flags.string("sort-by")), several, surroundings.out());
    return 0;
  }

  private static int tables(
      ParsedFlags flags,
      Surroundings surroundings,
      Api api,
      List<Selection> selections,
      Output output)
      throws Refused, IOException {
    boolean prefix =
        flags.bool("show-kind") || selections.stream().map(Selection::type).distinct().count() > 1;
    int printed = 0;
    for (Selection selection : selections) {
      GetTable table = GetTable.of(flags, api, selection, output.isWide());
      if (table.isEmpty()) {
        continue;
      }
      if (printed++ > 0) {
        surroundings.out().println();
      }
      table
          .table(prefix ? selection.type().qualified() + "/" : "")
          .print(surroundings.out(), output.hasHeader());
    }
    if (printed == 0 && !flags.bool("ignore-not-found")) {
      surroundings.err().println("No resources found");
    }
    return 0;
  }

  private static int watch(
      ParsedFlags flags, Surroundings surroundings, Api api, Selection selection, Output output)
      throws Refused, IOException {
    Map<String, String> selectors = new LinkedHashMap<>();
    if (!flags.string("selector").isEmpty()) {
      selectors.put("labelSelector", flags.string("selector"));
    }
    if (!flags.string("field-selector").isEmpty()) {
      selectors.put("fieldSelector", flags.string("field-selector"));
    }
    if (selection.names().size() > 1) {
      throw Refused.plain(
          "error: watch is only supported on individual resources and resource collections - "
              + selection.names().size()
              + " resources were found");
    }
    if (!selection.names().isEmpty()) {
      selectors.put("fieldSelector", "metadata.name=" + selection.names().getFirst());
    }
    JsonObject list =
        api.call(
            "GET", selection.type().path() + Selection.query(flags, selectors), "", "", Map.of());
    Changes changes = new Changes(flags, surroundings, selection.type(), output);
    if (!flags.bool("watch-only")) {
      changes.first(api, selection);
    }
    surroundings.out().flush();
    new Watch(api, selection.type(), selectors)
        .follow(
            list.stringAt("metadata", "resourceVersion").orElse("0"),
            (type, object) -> {
              changes.print(type, object);
              surroundings.out().flush();
              return !surroundings.out().checkError();
            });
    return 0;
  }

  /** What a watch prints. */
  private static final class Changes {
    private final ParsedFlags flags;
    private final Surroundings surroundings;
    private final Output output;
    private final String prefix;
    private final boolean events;
    private boolean header;

    Changes(ParsedFlags flags, Surroundings surroundings, Api.Type type, Output output) {
      this.flags = flags;
      this.surroundings = surroundings;
      this.output = output;
      this.prefix = flags.bool("show-kind") ? type.qualified() + "/" : "";
      this.events = flags.bool("output-watch-events");
      this.header = output.hasHeader();
    }

    /** What there is before any change. */
    void first(Api api, Selection selection) throws Refused, IOException {
      if (output.isTable() && !events) {
        GetTable table = GetTable.of(flags, api, selection, output.isWide());
        if (!table.isEmpty()) {
          table.table(prefix).print(surroundings.out(), header);
          header = false;
        }
        return;
      }
      for (JsonObject object :
          SortBy.sorted(selection.objects(flags, api), o -> o, flags.string("sort-by"))) {
        print("ADDED", object);
      }
    }

    void print(String type, JsonObject object) throws Refused {
      if (events && output.isWholeObject()) {
        output.event(type, object, surroundings.out());
      } else if (output.isTable()) {
        Table row = GetTable.change(flags, object, prefix);
        (events ? row.led("EVENT", type) : row).print(surroundings.out(), header);
        header = false;
      } else {
        output.print(object, surroundings.out());
      }
    }
  }
}
