package dev.camber.kubernetes.types;

import dev.camber.model.json.Json;
import dev.camber.model.json.JsonArray;
import dev.camber.model.json.JsonBool;
import dev.camber.model.json.JsonNull;
import dev.camber.model.json.JsonNumber;
import dev.camber.model.json.JsonObject;
import dev.camber.model.json.JsonString;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The types that decode and encode themselves. Stateless. */
final class CustomTypes {
  private static final String META = "k8s.io/apimachinery/pkg/apis/meta/v1.";
  private static final String TIME = META + "Time";
  private static final String MICRO_TIME = META + "MicroTime";
  private static final String QUANTITY = "k8s.io/apimachinery/pkg/api/resource.Quantity";
  private static final String INT_OR_STRING = "k8s.io/apimachinery/pkg/util/intstr.IntOrString";
  private static final String EXTENSIONS = "k8s.io/apiextensions-apiserver/pkg/apis/apiextensions/";

  private CustomTypes() {}

  static boolean isTime(String name) {
    return name.equals(TIME);
  }

  static Json zero(String name) {
    return switch (name) {
      case QUANTITY -> Json.of("0");
      case INT_OR_STRING -> Json.of(0);
      default -> name.endsWith(".JSONSchemaPropsOrBool") ? Json.of(false) : Json.ofNull();
    };
  }

  /**
   * @throws NestedMismatch if a part of the value has the wrong JSON type
   */
  static Json read(Json in, String name) throws DecodingException, NestedMismatch {
    if (name.endsWith(".JSONSchemaPropsOrBool")) {
      return schemaOrBool(in, name);
    }
    if (in == JsonNull.NULL) {
      return zero(name);
    }
    return switch (name) {
      case TIME -> time(GoTime.seconds(string(in)));
      case MICRO_TIME -> time(GoTime.micros(string(in)));
      case QUANTITY ->
          Json.of(Quantity.canonical(in instanceof JsonString s ? s.value() : in.compact()));
      case INT_OR_STRING -> intOrString(in);
      default -> name.startsWith(EXTENSIONS) ? extension(in, name) : in;
    };
  }

  private static String string(Json in) throws NestedMismatch {
    if (in instanceof JsonString s) {
      return s.value();
    }
    throw new NestedMismatch(GoNames.of(in), "", "string", "");
  }

  private static Json time(String printed) {
    return printed.isEmpty() ? Json.ofNull() : Json.of(printed);
  }

  private static Json intOrString(Json in) throws NestedMismatch {
    if (in instanceof JsonString) {
      return in;
    }
    if (in instanceof JsonNumber n) {
      try {
        return Json.of(Integer.parseInt(n.literal()));
      } catch (NumberFormatException e) {
        throw new NestedMismatch("number " + n.literal(), "", "int32", "");
      }
    }
    throw new NestedMismatch(GoNames.of(in), "", "int32", "");
  }

  private static Json schemaOrBool(Json in, String name) throws DecodingException, NestedMismatch {
    return switch (in) {
      case JsonBool b -> b;
      case JsonObject o -> schema(o, name);
      default -> throw new DecodingException("boolean or JSON schema expected");
    };
  }

  /** The CustomResourceDefinition types that are a schema or something else. */
  private static Json extension(Json in, String name) throws DecodingException, NestedMismatch {
    if (name.endsWith(".JSON")) {
      return in;
    }
    if (in instanceof JsonObject o) {
      return schema(o, name);
    }
    if (!(in instanceof JsonArray array) || array.isEmpty()) {
      return Json.ofNull();
    }
    List<Json> items = new ArrayList<>();
    for (Json item : array) {
      items.add(name.endsWith("OrStringArray") ? property(item) : nestedSchema(item, name));
    }
    return Json.array(items);
  }

  private static Json property(Json item) throws NestedMismatch {
    return item == JsonNull.NULL ? Json.of("") : Json.of(string(item));
  }

  private static Json nestedSchema(Json item, String name)
      throws DecodingException, NestedMismatch {
    if (item instanceof JsonObject o) {
      return schema(o, name);
    }
    if (item == JsonNull.NULL) {
      return JsonObject.EMPTY;
    }
    String version = version(name);
    throw new NestedMismatch(GoNames.of(item), "", version + ".JSONSchemaProps", "");
  }

  private static String version(String name) {
    return name.substring(EXTENSIONS.length(), name.lastIndexOf('.'));
  }

  private static Json schema(JsonObject in, String name) throws DecodingException, NestedMismatch {
    Optional<ApiType> type = ApiTypes.known().named(version(name) + ".JSONSchemaProps");
    return TypedDecoder.decodeNested(in, type.orElseThrow());
  }

  /** A part of a self-decoding value that has the wrong JSON type; the place is added outside. */
  static final class NestedMismatch extends Exception {
    private static final long serialVersionUID = 1L;

    private final String value;
    private final String field;
    private final String goType;
    private final String struct;

    NestedMismatch(String value, String field, String goType, String struct) {
      super(value, null, false, false);
      this.value = value;
      this.field = field;
      this.goType = goType;
      this.struct = struct;
    }

    String value() {
      return value;
    }

    String field() {
      return field;
    }

    String goType() {
      return goType;
    }

    String struct() {
      return struct;
    }
  }
}
