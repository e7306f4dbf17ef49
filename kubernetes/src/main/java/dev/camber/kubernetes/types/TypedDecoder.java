package dev.camber.kubernetes.types;

import dev.camber.model.json.Json;
import dev.camber.model.json.JsonArray;
import dev.camber.model.json.JsonBool;
import dev.camber.model.json.JsonNull;
import dev.camber.model.json.JsonNumber;
import dev.camber.model.json.JsonObject;
import dev.camber.model.json.JsonString;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Decodes an object into its Go type and prints it again, in one walk: the result is what the
 * reference holds after parsing. One instance for each object; single-threaded.
 *
 * <p>As in Go's decoder, a field of the wrong JSON type does not stop the walk and the first such
 * error is reported at its end, while an error of a type that decodes itself (a quantity, a time)
 * stops it at once.
 */
public final class TypedDecoder {
  /** An object in its type's form, and the paths of the fields that the type does not have. */
  public record Decoded(Json value, Set<String> dropped) {}

  /** The first mismatch: the place is kept apart, a surrounding decoder puts its own before it. */
  private record Mismatch(String value, String field, String goType, String struct) {}

  private final List<String> path = new ArrayList<>();
  private String structName = "";
  private @Nullable Mismatch firstMismatch;
  private String firstOther = "";
  private final Set<String> dropped = new LinkedHashSet<>();

  private TypedDecoder() {}

  /**
   * @throws DecodingException with Go's text, such as {@code json: cannot unmarshal string into Go
   *     struct field DeploymentSpec.spec.replicas of type int32}
   */
  public static Decoded decode(Json value, ApiType type) throws DecodingException {
    TypedDecoder decoder = new TypedDecoder();
    try {
      Json decoded = decoder.readAll(value, type);
      return new Decoded(decoded, decoder.dropped);
    } catch (CustomTypes.NestedMismatch e) {
      throw new DecodingException(describe(e));
    }
  }

  /** Decodes a part of a self-decoding value. */
  static Json decodeNested(Json value, ApiType type)
      throws DecodingException, CustomTypes.NestedMismatch {
    return new TypedDecoder().readAll(value, type);
  }

  private Json readAll(Json value, ApiType type)
      throws DecodingException, CustomTypes.NestedMismatch {
    Json decoded = read(value, type);
    if (!firstOther.isEmpty()) {
      throw new DecodingException(firstOther);
    }
    Mismatch mismatch = firstMismatch;
    if (mismatch != null) {
      throw new CustomTypes.NestedMismatch(
          mismatch.value(), mismatch.field(), mismatch.goType(), mismatch.struct());
    }
    return decoded;
  }

  /** What Go prints for a type's zero value. */
  public static Json zero(ApiType type) {
    return switch (type) {
      case ApiType.Text t -> Json.of("");
      case ApiType.Bool t -> Json.of(false);
      case ApiType.Whole t -> Json.of(0);
      case ApiType.Real t -> Json.of(0);
      case ApiType.Bytes t -> Json.ofNull();
      case ApiType.Pointer t -> Json.ofNull();
      case ApiType.ListOf t -> Json.ofNull();
      case ApiType.MapOf t -> Json.ofNull();
      case ApiType.Custom t -> CustomTypes.zero(t.name());
      case ApiType.Struct t -> {
        Map<String, Json> members = new LinkedHashMap<>();
        for (ApiType.Field field : t.fields()) {
          put(members, field, JsonNull.NULL, zero(field.type().get()));
        }
        yield new JsonObject(members);
      }
    };
  }

  private Json read(Json in, ApiType type) throws DecodingException, CustomTypes.NestedMismatch {
    return switch (type) {
      case ApiType.Pointer t -> in == JsonNull.NULL ? JsonNull.NULL : read(in, t.element().get());
      case ApiType.Custom t -> custom(in, t);
      case ApiType.Struct t -> struct(in, t);
      case ApiType.ListOf t -> list(in, t);
      case ApiType.MapOf t -> map(in, t);
      default -> in == JsonNull.NULL ? zero(type) : leaf(in, type);
    };
  }

  private Json leaf(Json in, ApiType type) {
    switch (type) {
      case ApiType.Text t when in instanceof JsonString -> {
        return in;
      }
      case ApiType.Bool t when in instanceof JsonBool -> {
        return in;
      }
      case ApiType.Bytes t when in instanceof JsonString s -> {
        return bytes(s.value());
      }
      case ApiType.Whole t when in instanceof JsonNumber n -> {
        if (fits(n.literal(), t)) {
          return n;
        }
        mismatch("number " + n.literal(), type);
        return zero(type);
      }
      case ApiType.Real t when in instanceof JsonNumber n -> {
        return n;
      }
      default -> {
        mismatch(GoNames.of(in), type);
        return zero(type);
      }
    }
  }

  private static boolean fits(String literal, ApiType.Whole type) {
    BigInteger value;
    try {
      value = new BigInteger(literal);
    } catch (NumberFormatException e) {
      return false;
    }
    return type.signed()
        ? value.bitLength() < type.bits()
        : value.signum() >= 0 && value.bitLength() <= type.bits();
  }

  private Json bytes(String text) {
    int bad = GoBase64.firstBadByte(text);
    if (bad >= 0) {
      if (firstMismatch == null && firstOther.isEmpty()) {
        firstOther = "illegal base64 data at input byte " + bad;
      }
      return JsonNull.NULL;
    }
    byte[] data = Base64.getDecoder().decode(text.replace("\n", "").replace("\r", ""));
    return Json.of(Base64.getEncoder().encodeToString(data));
  }

  private Json list(Json in, ApiType.ListOf type)
      throws DecodingException, CustomTypes.NestedMismatch {
    if (in == JsonNull.NULL) {
      return JsonNull.NULL;
    }
    if (!(in instanceof JsonArray array)) {
      mismatch(GoNames.of(in), type);
      return JsonNull.NULL;
    }
    List<Json> items = new ArrayList<>(array.size());
    for (int i = 0; i < array.size(); i++) {
      items.add(read(array.items().get(i), type.element().get()));
    }
    return Json.array(items);
  }

  private Json map(Json in, ApiType.MapOf type)
      throws DecodingException, CustomTypes.NestedMismatch {
    if (in == JsonNull.NULL) {
      return JsonNull.NULL;
    }
    if (!(in instanceof JsonObject object)) {
      mismatch(GoNames.of(in), type);
      return JsonNull.NULL;
    }
    Map<String, Json> members = new LinkedHashMap<>();
    for (Map.Entry<String, Json> member : object.members().entrySet()) {
      members.put(member.getKey(), read(member.getValue(), type.element().get()));
    }
    return new JsonObject(members);
  }

  private Json custom(Json in, ApiType.Custom type)
      throws DecodingException, CustomTypes.NestedMismatch {
    try {
      return CustomTypes.read(in, type.name());
    } catch (CustomTypes.NestedMismatch e) {
      if (path.isEmpty()) {
        throw e;
      }
      String where = String.join(".", path);
      throw new CustomTypes.NestedMismatch(
          e.value(), e.field().isEmpty() ? where : where + "." + e.field(), e.goType(), structName);
    }
  }

  private Json struct(Json in, ApiType.Struct type)
      throws DecodingException, CustomTypes.NestedMismatch {
    if (in == JsonNull.NULL) {
      return zero(type);
    }
    if (!(in instanceof JsonObject object)) {
      mismatch(GoNames.of(in), type);
      return zero(type);
    }
    Map<String, Json> values = new LinkedHashMap<>();
    String outer = structName;
    int depth = path.size();
    // Members are decoded in the order of the text: that decides which error comes first.
    for (Map.Entry<String, Json> member : object.members().entrySet()) {
      ApiType.Field field = type.field(member.getKey());
      if (field == null) {
        dropped.add(at(member.getKey()));
        continue;
      }
      if (!field.embedded().isEmpty()) {
        path.add(field.embedded());
      }
      path.add(field.json());
      structName = type.name();
      values.put(field.json(), read(member.getValue(), field.type().get()));
      structName = outer;
      while (path.size() > depth) {
        path.removeLast();
      }
    }
    Map<String, Json> members = new LinkedHashMap<>();
    for (ApiType.Field field : type.fields()) {
      Json decoded = values.get(field.json());
      put(
          members,
          field,
          object.members().getOrDefault(field.json(), JsonNull.NULL),
          decoded == null ? zero(field.type().get()) : decoded);
    }
    return new JsonObject(members);
  }

  private String at(String name) {
    return path.isEmpty() ? name : String.join(".", path) + "." + name;
  }

  /** Adds a field to what is printed, unless it is left out. */
  private static void put(
      Map<String, Json> members, ApiType.Field field, Json written, Json decoded) {
    ApiType type = field.type().get();
    if (type instanceof ApiType.Struct s && s.status()) {
      // The reference prints no status; where its field has no omitempty, null is what remains.
      if (!field.omitEmpty()) {
        members.put(field.json(), JsonNull.NULL);
      }
      return;
    }
    if (field.omitEmpty() && isEmpty(type, written, decoded)) {
      return;
    }
    members.put(field.json(), decoded);
  }

  private static boolean isEmpty(ApiType type, Json written, Json decoded) {
    return switch (type) {
      case ApiType.Text t -> decoded.equals(Json.of(""));
      case ApiType.Bool t -> decoded.equals(Json.of(false));
      case ApiType.Whole t -> decoded instanceof JsonNumber n && n.doubleValue() == 0;
      case ApiType.Real t -> decoded instanceof JsonNumber n && n.doubleValue() == 0;
      case ApiType.Bytes t -> decoded == JsonNull.NULL || decoded.equals(Json.of(""));
      // A pointer that was written is not nil, whatever it prints as.
      case ApiType.Pointer t -> written == JsonNull.NULL;
      case ApiType.ListOf t -> decoded instanceof JsonArray a ? a.isEmpty() : true;
      case ApiType.MapOf t -> decoded instanceof JsonObject o ? o.isEmpty() : true;
      // The zero time is left out, but not one that was written as such.
      case ApiType.Custom t -> CustomTypes.isTime(t.name()) && written == JsonNull.NULL;
      case ApiType.Struct t -> false;
    };
  }

  private void mismatch(String value, ApiType type) {
    if (firstMismatch == null && firstOther.isEmpty()) {
      firstMismatch = new Mismatch(value, String.join(".", path), type.goName(), structName);
    }
  }

  private static String describe(CustomTypes.NestedMismatch mismatch) {
    return "json: cannot unmarshal "
        + mismatch.value()
        + (mismatch.struct().isEmpty() && mismatch.field().isEmpty()
            ? " into Go value of type "
            : " into Go struct field " + mismatch.struct() + "." + mismatch.field() + " of type ")
        + mismatch.goType();
  }
}
