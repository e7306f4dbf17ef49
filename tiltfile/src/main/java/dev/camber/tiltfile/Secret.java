package dev.camber.tiltfile;

/**
 * A value to redact in logs.
 *
 * @param name of the Kubernetes Secret
 * @param key its entry
 * @param value the text as it is; may be empty
 */
public record Secret(String name, String key, String value) {
  /** What stands in its place. */
  public String replacement() {
    return "[redacted secret " + name + ":" + key + "]";
  }
}
