package dev.camber.engine.store;

import dev.camber.model.api.ApiObject;
import dev.camber.model.api.Kind;
import dev.camber.model.api.Spec;
import dev.camber.model.api.Status;
import dev.camber.model.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an object must satisfy to be stored: rules for names, which hold for all kinds, and one rule
 * per kind for the spec. Checked on create and on every update of the spec (the reference checks on
 * create only, so that a patch could store an invalid object).
 */
public final class ObjectRules {
  private static final int MAX_NAME = 253;

  /** Checks the spec of one kind. */
  @FunctionalInterface
  public interface SpecRule<S extends Record & Spec> {
    /** The broken rules, in the order in which they are shown; empty if the spec is valid. */
    List<Violation> check(S spec);
  }

  private final Map<Kind<?, ?>, SpecRule<?>> bySpecKind;

  private ObjectRules(Map<Kind<?, ?>, SpecRule<?>> rules) {
    this.bySpecKind = Map.copyOf(rules);
  }

  /** Rules for names only. */
  public static ObjectRules namesOnly() {
    return new ObjectRules(Map.of());
  }

  /** These rules and one for a kind. */
  public <S extends Record & Spec, T extends Record & Status> ObjectRules with(
      Kind<S, T> kind, SpecRule<S> rule) {
    Map<Kind<?, ?>, SpecRule<?>> copy = new HashMap<>(bySpecKind);
    copy.put(kind, rule);
    return new ObjectRules(copy);
  }

  // The rule under kind K is for K's spec: with() is the only way in.
  @SuppressWarnings("unchecked")
  <S extends Record & Spec, T extends Record & Status> void check(ApiObject<S, T> object)
      throws StoreException.Invalid {
    List<Violation> broken = new ArrayList<>(name(object.name()));
    @Nullable SpecRule<S> rule = (SpecRule<S>) bySpecKind.get(object.kind());
    if (rule != null) {
      broken.addAll(rule.check(object.spec()));
    }
    if (!broken.isEmpty()) {
      throw new StoreException.Invalid(object.kind(), object.name(), broken);
    }
  }

  /** Names are segments of URL paths. Source: spec CLI and API, section 8.3. */
  private static List<Violation> name(String name) {
    String field = "metadata.name";
    if (name.isEmpty()) {
      return List.of(Violation.required(field, "name or generateName is required"));
    }
    if (name.equals(".") || name.equals("..")) {
      return List.of(Violation.invalid(field, Json.of(name), "may not be '" + name + "'"));
    }
    List<Violation> out = new ArrayList<>();
    for (String illegal : List.of("/", "%")) {
      if (name.contains(illegal)) {
        out.add(Violation.invalid(field, Json.of(name), "may not contain '" + illegal + "'"));
      }
    }
    if (name.getBytes(StandardCharsets.UTF_8).length > MAX_NAME) {
      out.add(Violation.tooLong(field, MAX_NAME));
    }
    return out;
  }
}
