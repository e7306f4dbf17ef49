package dev.camber.kubernetes.entity;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/**
 * A value of a Secret that must not appear in logs (tiltfile-api §5.2, engine §9.6).
 *
 * @param secret the Secret's name
 * @param value the value itself, not base64
 */
public record SecretValue(String secret, String key, byte[] value) {
  public SecretValue {
    value = value.clone();
  }

  @Override
  public byte[] value() {
    return value.clone();
  }

  /** What stands for the value in logs. */
  public String replacement() {
    return "[redacted secret " + secret + ":" + key + "]";
  }

  /** The values of all core Secrets, {@code data} before {@code stringData}, by key. */
  public static List<SecretValue> of(List<K8sEntity> entities) {
    List<SecretValue> values = new ArrayList<>();
    for (K8sEntity entity : entities) {
      if (entity.gvk().equals(new GroupVersionKind("", "v1", "Secret"))) {
        add(entity, values);
      }
    }
    return values;
  }

  private static void add(K8sEntity secret, List<SecretValue> values) {
    secret
        .strings("data")
        .forEach((key, base64) ->
            values.add(new SecretValue(secret.name(), key, Base64.getDecoder().decode(base64))));
    secret
        .strings("stringData")
        .forEach((key, text) ->
            values.add(new SecretValue(secret.name(), key, text.getBytes(StandardCharsets.UTF_8))));
  }

  @Override
  public boolean equals(@org.jspecify.annotations.Nullable Object other) {
    return other instanceof SecretValue s
        && s.secret.equals(secret)
        && s.key.equals(key)
        && Arrays.equals(s.value, value);
  }

  @Override
  public int hashCode() {
    return 31 * (31 * secret.hashCode() + key.hashCode()) + Arrays.hashCode(value);
  }

  /** Never the value. */
  @Override
  public String toString() {
    return "SecretValue[" + secret + ":" + key + "]";
  }
}
