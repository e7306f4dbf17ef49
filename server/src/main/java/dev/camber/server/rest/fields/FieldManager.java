package dev.camber.server.rest.fields;

import dev.camber.model.api.ApiObject;
import dev.camber.model.api.Kind;
import dev.camber.model.api.ObjectMeta;
import dev.camber.model.codec.Time;
import dev.camber.model.json.Json;
import dev.camber.model.json.JsonObject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Keeps {@code metadata.managedFields}. Stateless. What the session itself writes carries no list;
 * it is shown as set by {@link #SESSION}.
 */
public final class FieldManager {
  /** The manager of what the session writes. Source: spec CLI and API, section 8.3. */
  public static final String SESSION = "tilt";

  /** The one manager that also keeps an annotation up to date. */
  private static final String KUBECTL = "kubectl";

  private static final int MOST_UPDATERS = 10;
  private static final String OLD_UPDATERS = "ancient-changes";

  private FieldManager() {}

  /**
   * Who writes.
   *
   * @param manager a name
   * @param subresource {@code status} or empty
   * @param time when
   */
  public record Writer(String manager, String subresource, Time time) {}

  /** A field that somebody else owns. */
  public record Conflict(String manager, String path) {}

  /**
   * What an apply makes.
   *
   * @param object with its managed fields, unless there are conflicts
   * @param conflicts fields that others own, if the apply was not forced
   */
  public record Applied(JsonObject object, List<FieldManager.Conflict> conflicts) {
    public Applied {
      conflicts = List.copyOf(conflicts);
    }
  }

  /** The entries to show for an object; those of the session are made up where there are none. */
  public static List<Json> shown(ApiObject<?, ?> object) {
    List<Json> stored = object.metadata().managedFields();
    if (!stored.isEmpty() || object.metadata().creationTimestamp().isEmpty()) {
      return stored;
    }
    JsonObject tree = Trees.managed(object.toJson());
    Trees.Comparison all =
        Trees.compare(begun(object.kind(), empty(object.kind())), begun(object.kind(), tree));
    if (all.set().isEmpty()) {
      return List.of();
    }
    return List.of(
        new Entry(
                SESSION,
                "Update",
                object.kind().apiVersion(),
                object.metadata().creationTimestamp().get().toString(),
                "",
                all.set())
            .toJson());
  }

  /** What an object has when the session makes it: of the status only what never changes. */
  private static JsonObject begun(Kind<?, ?> kind, JsonObject tree) {
    return switch (kind.name()) {
      case "UISession" -> tree;
      case "UIResource" ->
          tree.with(
              "status",
              JsonObject.builder()
                  .put(
                      "disableStatus",
                      JsonObject.builder()
                          .put(
                              "sources",
                              tree.at("status", "disableStatus", "sources").orElse(Json.ofNull()))
                          .build())
                  .build());
      default -> tree.without("status");
    };
  }

  /** The entries of a new object. */
  public static List<Json> created(ApiObject<?, ?> object, Writer writer) {
    return updated(
        List.of(), empty(object.kind()), Trees.managed(object.toJson()), object.kind(), writer);
  }

  /** The entries after an update. */
  public static List<Json> updated(ApiObject<?, ?> live, ApiObject<?, ?> next, Writer writer) {
    return updated(
        shown(live),
        Trees.managed(live.toJson()),
        Trees.managed(next.toJson()),
        live.kind(),
        writer);
  }

  private static List<Json> updated(
      List<Json> before, JsonObject live, JsonObject next, Kind<?, ?> kind, Writer writer) {
    Trees.Comparison changes = Trees.compare(live, next);
    if (changes.isEmpty()) {
      return before;
    }
    List<Entry> entries = new ArrayList<>();
    FieldSet mine = FieldSet.EMPTY;
    @Nullable String mineSince = null;
    for (Entry entry : Entry.parse(before)) {
      if (entry.isOf(writer, "Update")) {
        mine = entry.fields();
        mineSince = entry.time();
      } else {
        entries.add(
            entry.withFields(
                entry.fields().difference(changes.set()).difference(changes.removed())));
      }
    }
    FieldSet after = mine.difference(changes.removed()).union(changes.set());
    String time = after.equals(mine) && mineSince != null ? mineSince : writer.time().toString();
    entries.add(
        new Entry(
            writer.manager(), "Update", kind.apiVersion(), time, writer.subresource(), after));
    return encode(entries);
  }

  /**
   * Server-side apply.
   *
   * @param live the object, if it exists
   * @param configuration what the applier wants, as it was sent
   * @param force whether to take fields from others
   */
  public static Applied applied(
      Kind<?, ?> kind,
      Optional<? extends ApiObject<?, ?>> live,
      JsonObject configuration,
      boolean force,
      Writer writer) {
    JsonObject current = live.<JsonObject>map(ApiObject::toJson).orElseGet(() -> blank(kind));
    JsonObject before = Trees.managed(current);
    JsonObject wanted = Trees.managed(configuration);
    List<Entry> entries =
        new ArrayList<>(Entry.parse(live.map(FieldManager::shown).orElse(List.of())));
    FieldSet last = FieldSet.EMPTY;
    @Nullable String lastTime = null;
    FieldSet others = FieldSet.EMPTY;
    for (Entry entry : entries) {
      if (entry.isOf(writer, "Apply")) {
        last = entry.fields();
        lastTime = entry.time();
      } else {
        others = others.union(entry.fields());
      }
    }
    entries.removeIf(e -> e.isOf(writer, "Apply"));
    boolean saysNothingOfMetadata = wanted.at("metadata").equals(Optional.of(JsonObject.EMPTY));
    FieldSet mine = Trees.fieldsOf(saysNothingOfMetadata ? wanted.without("metadata") : wanted);
    JsonObject after =
        Trees.without(Trees.merge(before, wanted), last.difference(mine).difference(others));
    Trees.Comparison changes = Trees.compare(before, after);
    List<Conflict> conflicts = new ArrayList<>();
    List<Entry> kept = new ArrayList<>();
    for (Entry entry : entries) {
      FieldSet lost = entry.fields().intersection(changes.set());
      lost.paths().forEach(path -> conflicts.add(new Conflict(entry.title(), path)));
      kept.add(entry.withFields(entry.fields().difference(lost).difference(changes.removed())));
    }
    if (!force && !conflicts.isEmpty()) {
      return new Applied(current, conflicts);
    }
    String now = writer.time().toString();
    String time = lastTime != null && mine.equals(last) && changes.isEmpty() ? lastTime : now;
    kept.add(
        new Entry(writer.manager(), "Apply", kind.apiVersion(), time, writer.subresource(), mine));
    JsonObject out = withManaged(current, after, encode(kept));
    return new Applied(
        writer.manager().equals(KUBECTL) ? LastApplied.updated(out, configuration) : out,
        List.of());
  }

  private static JsonObject withManaged(JsonObject current, JsonObject after, List<Json> entries) {
    JsonObject.Builder metadata =
        current.get("metadata").flatMap(Json::asObject).orElse(JsonObject.EMPTY).toBuilder();
    JsonObject given = after.get("metadata").flatMap(Json::asObject).orElse(JsonObject.EMPTY);
    for (String member : List.of("labels", "annotations", "ownerReferences", "finalizers")) {
      metadata.put(member, given.get(member).orElse(Json.ofNull()));
    }
    metadata.put("managedFields", Json.array(entries));
    JsonObject.Builder out = JsonObject.builder();
    current.get("kind").ifPresent(v -> out.put("kind", v));
    current.get("apiVersion").ifPresent(v -> out.put("apiVersion", v));
    out.put("metadata", metadata.build());
    after.without("metadata").members().forEach(out::put);
    return out.build();
  }

  private static JsonObject empty(Kind<?, ?> kind) {
    return Trees.managed(blank(kind));
  }

  private static JsonObject blank(Kind<?, ?> kind) {
    return object(kind).toJson();
  }

  private static <
          S extends Record & dev.camber.model.api.Spec,
          T extends Record & dev.camber.model.api.Status>
      ApiObject<S, T> object(Kind<S, T> kind) {
    return kind.object(ObjectMeta.named(""), kind.emptySpec());
  }

  private static List<Json> encode(List<Entry> entries) {
    List<Entry> kept =
        new ArrayList<>(entries.stream().filter(e -> !e.fields().isEmpty()).toList());
    kept.sort(
        Comparator.comparing(Entry::operation)
            .thenComparing(Entry::time)
            .thenComparing(Entry::manager)
            .thenComparing(Entry::subresource));
    List<Entry> updaters = kept.stream().filter(e -> e.operation().equals("Update")).toList();
    int tooMany = updaters.size() - MOST_UPDATERS;
    if (tooMany > 0) {
      List<Entry> old = updaters.subList(0, tooMany + 1);
      FieldSet all = FieldSet.EMPTY;
      for (Entry entry : old) {
        all = all.union(entry.fields());
      }
      kept.removeAll(old);
      Entry last = old.getLast();
      kept.add(
          (int) kept.stream().filter(e -> e.operation().equals("Apply")).count(),
          new Entry(OLD_UPDATERS, "Update", last.apiVersion(), last.time(), "", all));
    }
    return kept.stream().<Json>map(Entry::toJson).toList();
  }
}
