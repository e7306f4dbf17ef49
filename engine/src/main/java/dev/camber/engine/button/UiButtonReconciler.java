package dev.camber.engine.button;

import dev.camber.engine.reconcile.Reconciler;
import dev.camber.engine.reconcile.Result;
import dev.camber.engine.store.ObjectStore;
import dev.camber.engine.store.StoreException;
import dev.camber.model.api.Annotations;
import dev.camber.model.api.ApiObject;
import dev.camber.model.api.Kind;
import dev.camber.model.api.Kinds;
import dev.camber.model.api.UIButtonSpec;
import dev.camber.model.api.UIButtonStatus;
import dev.camber.model.codec.RecordCodec;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Marks each button with a hash of its spec: a click made against another hash was made against
 * another button. Source: spec engine, section 9.2.
 */
public final class UiButtonReconciler implements Reconciler {
  private static final int HASH_DIGITS = 20;

  private final ObjectStore store;

  public UiButtonReconciler(ObjectStore store) {
    this.store = store;
  }

  @Override
  public Kind<?, ?> kind() {
    return Kinds.UI_BUTTON;
  }

  @Override
  public Result reconcile(String name) throws StoreException {
    Optional<ApiObject<UIButtonSpec, UIButtonStatus>> button = store.get(Kinds.UI_BUTTON, name);
    if (button.isPresent()) {
      String hash = hash(button.get().spec());
      if (!button
          .get()
          .metadata()
          .annotation(Annotations.UI_BUTTON_SPEC_HASH)
          .equals(Optional.of(hash))) {
        store.update(
            button
                .get()
                .editMetadata(m -> {
                  Map<String, String> annotations = new TreeMap<>(m.annotations());
                  annotations.put(Annotations.UI_BUTTON_SPEC_HASH, hash);
                  return m.withAnnotations(annotations);
                }));
      }
    }
    return Result.done();
  }

  static String hash(UIButtonSpec spec) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256")
              .digest(RecordCodec.encode(spec).compact().getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest).substring(0, HASH_DIGITS);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
