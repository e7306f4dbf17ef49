package dev.camber.model.api;

import dev.camber.model.codec.RecordCodec;
import dev.camber.model.json.Json;
import dev.camber.model.json.JsonObject;
import java.util.function.UnaryOperator;

/** One object of the API. */
public record ApiObject<S extends Record & Spec, T extends Record & Status>(
    Kind<S, T> kind, ObjectMeta metadata, S spec, T status) {

  public String name() {
    return metadata.name();
  }

  public ApiObject<S, T> withMetadata(ObjectMeta value) {
    return new ApiObject<>(kind, value, spec, status);
  }

  public ApiObject<S, T> withSpec(S value) {
    return new ApiObject<>(kind, metadata, value, status);
  }

  public ApiObject<S, T> withStatus(T value) {
    return new ApiObject<>(kind, metadata, spec, value);
  }

  /** A copy whose metadata is what {@code change} makes of it. */
  public ApiObject<S, T> editMetadata(UnaryOperator<ObjectMeta> change) {
    return withMetadata(change.apply(metadata));
  }

  /** The object as the API shows it. */
  public JsonObject toJson() {
    JsonObject.Builder out =
        JsonObject.builder()
            .put("kind", kind.name())
            .put("apiVersion", kind.apiVersion())
            .put("metadata", RecordCodec.encode(metadata));
    Json specTree = RecordCodec.encode(spec);
    if (kind.isFlat()) {
      specTree.asObject().ifPresent(o -> o.members().forEach(out::put));
    } else {
      out.put("spec", specTree).put("status", RecordCodec.encode(status));
    }
    return out.build();
  }
}
