package dev.camber.tiltfile.state;

import dev.camber.model.api.ApiObject;
import dev.camber.model.api.Kind;
import dev.camber.starlark.EvalException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * API objects that the Tiltfile registered. One evaluation's thread. Source: spec Tiltfile, section
 * 5.14.
 */
public final class ObjectRegistry {
  private record Key(Kind<?, ?> kind, String name) {}

  private final Map<Key, ApiObject<?, ?>> objects = new LinkedHashMap<>();

  /** Registers an object; the same one again is fine, as far as its spec goes. */
  public void add(ApiObject<?, ?> object) {
    Key key = new Key(object.kind(), object.name());
    ApiObject<?, ?> known = objects.get(key);
    if (known != null
        && !(known.spec().equals(object.spec())
            && known.metadata().labels().equals(object.metadata().labels()))) {
      throw new EvalException(
          object.kind().plural() + " \"" + object.name() + "\" already registered");
    }
    objects.put(key, object);
  }

  /** Marks an object, if it is there, with an annotation more. */
  public void annotate(Kind<?, ?> kind, String name, String annotation, String value) {
    objects.computeIfPresent(
        new Key(kind, name),
        (k, object) ->
            object.editMetadata(metadata -> {
              Map<String, String> annotations = new LinkedHashMap<>(metadata.annotations());
              annotations.put(annotation, value);
              return metadata.withAnnotations(annotations);
            }));
  }

  /** The object of that kind and name. */
  public Optional<ApiObject<?, ?>> find(Kind<?, ?> kind, String name) {
    return Optional.ofNullable(objects.get(new Key(kind, name)));
  }

  /** All of one kind. */
  public List<ApiObject<?, ?>> ofKind(Kind<?, ?> kind) {
    return objects.values().stream()
        .<ApiObject<?, ?>>map(o -> o)
        .filter(o -> o.kind() == kind)
        .toList();
  }

  public List<ApiObject<?, ?>> all() {
    return List.copyOf(objects.values());
  }
}
