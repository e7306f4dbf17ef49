package dev.camber.server.rest.openapi;

import dev.camber.model.api.Condition;
import dev.camber.model.api.Kind;
import dev.camber.model.api.Kinds;
import dev.camber.model.api.LabelSelector;
import dev.camber.model.codec.MicroTime;
import dev.camber.model.codec.RecordCodec;
import dev.camber.model.codec.Time;
import dev.camber.model.json.Json;
import dev.camber.model.json.JsonObject;
import dev.camber.model.yaml.Yaml;
import dev.camber.model.yaml.YamlException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The types of the API as JSON schemas. Built once per document; not thread-safe. */
final class Schemas {
  /** Type names are those of the reference: tools look them up. */
  private static final String OURS = "github.com~1tilt-dev~1tilt~1pkg~1apis~1core~1v1alpha1.";

  private static final String META = "io.k8s.apimachinery.pkg.apis.meta.v1.";
  private static final Set<String> DURATIONS =
      Set.of("timeout", "readinessTimeout", "k8sGracePeriod");
  // Always written, but with a default when it is not given.
  private static final Set<String> OPTIONAL = Set.of("KubernetesApplySpec.cluster");
  private static final Set<String> REQUIRED =
      Set.of("UIButtonSpec.location", "DisableStatus.lastUpdateTime", "FileEvent.time");
  private static final List<String> OF_OWNERS = List.of("apiVersion", "kind", "name", "uid");

  private final String prefix;
  private final Map<String, String> names = table("schema-names.tsv");
  private final Map<String, String> docs = table("docs.tsv");
  private final Map<String, Json> definitions = new TreeMap<>();

  /**
   * @param prefix what stands before a name in a reference: {@code #/definitions/}
   */
  private Schemas(String prefix) {
    this.prefix = prefix;
  }

  /** All types. */
  static Map<String, Json> all(String prefix) {
    Schemas schemas = new Schemas(prefix);
    for (Kind<?, ?> kind : Kinds.ALL) {
      schemas.kind(kind);
    }
    schemas.metaTypes();
    return schemas.definitions;
  }

  /** The name of a kind's type. */
  static String nameOf(Kind<?, ?> kind) {
    return OURS + kind.name();
  }

  /** The name of a type of Kubernetes' own. */
  static String metaName(String type) {
    return META + type;
  }

  private static Map<String, String> table(String resource) {
    Map<String, String> out = new HashMap<>();
    text(resource)
        .lines()
        .filter(l -> !l.startsWith("#") && l.contains("\t"))
        .forEach(l -> out.put(l.substring(0, l.indexOf('\t')), l.substring(l.indexOf('\t') + 1)));
    return out;
  }

  private static String text(String resource) {
    try (InputStream in = Schemas.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException(resource + " is missing from the class path");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void kind(Kind<?, ?> kind) {
    Map<String, Json> properties = new TreeMap<>();
    properties.put("apiVersion", string(doc(kind.name(), "apiVersion")));
    properties.put("kind", string(doc(kind.name(), "kind")));
    properties.put(
        "metadata", described(reference(META + "ObjectMeta"), doc(kind.name(), "metadata")));
    if (kind.isFlat()) {
      properties.putAll(properties(kind.specType(), kind.name()));
    } else {
      properties.put("spec", part(kind, kind.specType(), "spec"));
      properties.put("status", part(kind, kind.statusType(), "status"));
    }
    definitions.put(nameOf(kind), group(object(properties, kind.name()), kind.name()));
    Map<String, Json> list = new TreeMap<>();
    list.put("apiVersion", string(doc(kind.name(), "apiVersion")));
    list.put("kind", string(doc(kind.name(), "kind")));
    list.put("metadata", reference(META + "ListMeta"));
    list.put(
        "items",
        JsonObject.builder()
            .put("description", doc(kind.name(), "items"))
            .put("type", "array")
            .put("items", reference(nameOf(kind)))
            .build());
    definitions.put(
        nameOf(kind) + "List",
        group(
            object(list, kind.name() + "List").with("required", Json.strings(List.of("items"))),
            kind.name() + "List"));
  }

  private JsonObject part(Kind<?, ?> kind, Class<?> type, String member) {
    return described(reference(define(type)), doc(kind.name(), member));
  }

  private static JsonObject group(JsonObject schema, String kind) {
    JsonObject type =
        JsonObject.builder()
            .put("group", Kinds.GROUP)
            .put("kind", kind)
            .put("version", Kinds.VERSION)
            .build();
    return schema.with("x-kubernetes-group-version-kind", Json.array(List.of(type)));
  }

  private JsonObject object(Map<String, Json> properties, String name) {
    JsonObject.Builder out = JsonObject.builder();
    out.putIfSet("description", docs.getOrDefault(name, ""));
    out.put("type", "object");
    if (!properties.isEmpty()) {
      out.put("properties", new JsonObject(properties));
    }
    return out.build();
  }

  /** Adds a record's schema and says its name. */
  private String define(Class<?> type) {
    String name = OURS + shortName(type);
    if (!definitions.containsKey(name)) {
      definitions.put(name, JsonObject.EMPTY); // types may hold themselves
      JsonObject schema = object(properties(type, shortName(type)), shortName(type));
      List<String> required = required(type);
      definitions.put(
          name, required.isEmpty() ? schema : schema.with("required", Json.strings(required)));
    }
    return name;
  }

  private String shortName(Class<?> type) {
    @Nullable Class<?> outer = type.getEnclosingClass();
    String own =
        outer == null ? type.getSimpleName() : outer.getSimpleName() + "." + type.getSimpleName();
    return names.getOrDefault(own, type.getSimpleName());
  }

  private List<String> required(Class<?> type) {
    List<String> out = new ArrayList<>();
    for (RecordCodec.Member member : RecordCodec.members(type)) {
      String path = type.getSimpleName() + "." + member.name();
      if (isAlwaysWritten(member) && !OPTIONAL.contains(path) || REQUIRED.contains(path)) {
        out.add(member.name());
      }
    }
    out.sort(null);
    return out;
  }

  private static boolean isAlwaysWritten(RecordCodec.Member member) {
    return switch (member.empty()) {
      case WRITE -> true;
      // Times are written as null where they are optional, too.
      case NULL -> member.type() instanceof ParameterizedType p && p.getRawType() == List.class;
      default -> false;
    };
  }

  private Map<String, Json> properties(Class<?> type, String name) {
    Map<String, Json> out = new TreeMap<>();
    for (RecordCodec.Member member : RecordCodec.members(type)) {
      boolean duration = DURATIONS.contains(member.name()) && member.type() == String.class;
      JsonObject schema =
          duration ? reference(META + "Duration") : schema(member.type(), type.getSimpleName());
      out.put(member.name(), described(schema, doc(name, member.name())));
    }
    return out;
  }

  private String doc(String type, String member) {
    String own = docs.get(type + "." + member);
    if (own != null) {
      return own;
    }
    String common = docs.get("*." + member);
    return common == null ? words(member) : common;
  }

  /** {@code checkoutRef} as words, which is what most fields say about themselves. */
  private static String words(String member) {
    String spaced = member.replaceAll("(?<=[a-z0-9])(?=[A-Z])", " ");
    return Character.toUpperCase(spaced.charAt(0)) + spaced.substring(1) + ".";
  }

  private JsonObject schema(Type type, String owner) {
    if (type instanceof ParameterizedType p) {
      Type[] arguments = p.getActualTypeArguments();
      if (p.getRawType() == Optional.class) {
        return schema(arguments[0], owner);
      }
      if (p.getRawType() == Map.class) {
        return JsonObject.builder()
            .put("type", "object")
            .put("additionalProperties", schema(arguments[1], owner))
            .build();
      }
      return JsonObject.builder()
          .put("type", "array")
          .put("items", schema(arguments[0], owner))
          .build();
    }
    if (type == String.class) {
      return typed("string", "");
    }
    if (type == boolean.class || type == Boolean.class) {
      return typed("boolean", "");
    }
    if (type == int.class || type == Integer.class) {
      return typed("integer", "int32");
    }
    if (type == long.class || type == Long.class) {
      return typed("integer", "int64");
    }
    if (type == double.class) {
      return typed("number", "double");
    }
    if (type == MicroTime.class) {
      return reference(META + "MicroTime");
    }
    if (type == Time.class) {
      return reference(META + "Time");
    }
    if (type == LabelSelector.class || type == Condition.class) {
      return reference(META + ((Class<?>) type).getSimpleName());
    }
    Class<?> record = (Class<?>) type;
    boolean ofCommand =
        owner.equals("CmdImageStatus")
            && String.valueOf(record.getEnclosingClass()).endsWith("ImageBuildState");
    return reference(ofCommand ? commandState(record) : define(record));
  }

  /** The states of images built by commands have names of their own. */
  private String commandState(Class<?> type) {
    String name = OURS + "CmdImageState" + type.getSimpleName();
    definitions.put(
        name, object(properties(type, shortName(type)), "CmdImageState" + type.getSimpleName()));
    return name;
  }

  private JsonObject reference(String name) {
    return JsonObject.builder().put("$ref", prefix + name).build();
  }

  /** A reference with members beside it would be ignored in version 3: it is wrapped there. */
  private JsonObject described(JsonObject schema, String text) {
    if (schema.has("$ref") && !prefix.equals("#/definitions/")) {
      return JsonObject.builder()
          .put("description", text)
          .put("default", JsonObject.EMPTY)
          .put("allOf", Json.array(List.of(schema)))
          .build();
    }
    JsonObject.Builder out = JsonObject.builder().put("description", text);
    schema.members().forEach(out::put);
    return out.build();
  }

  private static JsonObject string(String text) {
    return JsonObject.builder().put("description", text).put("type", "string").build();
  }

  private static JsonObject typed(String type, String format) {
    return JsonObject.builder().put("type", type).putIfSet("format", format).build();
  }

  private void metaTypes() {
    definitions.put(META + "Time", typed("string", "date-time"));
    definitions.put(META + "MicroTime", typed("string", "date-time"));
    definitions.put(META + "Duration", typed("string", ""));
    definitions.put(META + "FieldsV1", typed("object", ""));
    definitions.put(META + "Patch", typed("object", ""));
    definitions.put("io.k8s.apimachinery.pkg.runtime.RawExtension", typed("object", ""));
    definitions.put("io.k8s.apimachinery.pkg.version.Info", typed("object", ""));
    try {
      Json types = Yaml.readKubernetes(text("meta-types.yaml"));
      for (var type : types.asObject().orElse(JsonObject.EMPTY).members().entrySet()) {
        Map<String, Json> properties = new TreeMap<>();
        type.getValue()
            .asObject()
            .orElse(JsonObject.EMPTY)
            .members()
            .forEach((name, word) ->
                properties.put(
                    name, described(metaType(word.asString().orElse("")), doc("", name))));
        JsonObject schema = object(properties, type.getKey());
        boolean owner = type.getKey().equals("OwnerReference");
        definitions.put(
            META + type.getKey(),
            owner ? schema.with("required", Json.strings(OF_OWNERS)) : schema);
      }
    } catch (YamlException e) {
      throw new IllegalStateException(e);
    }
  }

  private JsonObject metaType(String word) {
    return switch (word) {
      case "string", "boolean", "object" -> typed(word, "");
      case "integer" -> typed("integer", "int64");
      case "array" -> array(typed("object", ""));
      case "strings" -> array(typed("string", ""));
      case "map" -> typed("object", "").with("additionalProperties", typed("string", ""));
      default ->
          word.endsWith(" list")
              ? array(reference(META + word.substring(0, word.length() - 5)))
              : reference(META + word);
    };
  }

  private static JsonObject array(JsonObject items) {
    return JsonObject.builder().put("type", "array").put("items", items).build();
  }
}
