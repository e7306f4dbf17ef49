package dev.camber.tiltfile;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A value to redact in logs.
 *
 * @param name of the Kubernetes Secret
 * @param key its entry
 * @param value the bytes as they are; may be empty
 */
@SuppressWarnings("ArrayRecordComponent") // copied by the accessor
public record Secret(String name, String key, byte[] value) {
  public Secret {
    value = value.clone();
  }

  @Override
  public byte[] value() {
    return value.clone();
  }

  /** The value as text. */
  public String text() {
    return new String(value, StandardCharsets.UTF_8);
  }

  /** What stands in its place. */
  public String replacement() {
    return "[redacted secret " + name + ":" + key + "]";
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Secret s
        && name.equals(s.name)
        && key.equals(s.key)
        && Arrays.equals(value, s.value);
  }

  @Override
  public int hashCode() {
    return name.hashCode() * 31 + key.hashCode();
  }
}
