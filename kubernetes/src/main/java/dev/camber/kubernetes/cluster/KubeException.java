package dev.camber.kubernetes.cluster;

import dev.camber.model.EnvironmentError;
import java.util.Locale;

/**
 * A call to the API server did not succeed. {@link #code()} is the HTTP status, or 0 if no answer
 * came; {@link #reason()} is the Status object's, such as {@code NotFound}, and may be empty.
 */
public final class KubeException extends EnvironmentError {
  private static final long serialVersionUID = 1L;

  private final int code;
  private final String reason;

  public KubeException(int code, String reason, String message) {
    super(message, "");
    this.code = code;
    this.reason = reason;
  }

  private KubeException(int code, String reason, String message, Throwable cause) {
    super(message, "", cause);
    this.code = code;
    this.reason = reason;
  }

  /** No answer: the connection failed, or the answer could not be read. */
  public static KubeException unreachable(String message, Throwable cause) {
    return new KubeException(0, "", message, cause);
  }

  /** 404 for an object, worded as the API server does. */
  public static KubeException notFound(ResourceType type, String name) {
    return new KubeException(404, "NotFound", type.resourceName() + " \"" + name + "\" not found");
  }

  /** 409 for an object that is there already. */
  public static KubeException alreadyExists(ResourceType type, String name) {
    return new KubeException(
        409, "AlreadyExists", type.resourceName() + " \"" + name + "\" already exists");
  }

  /** No such kind, worded as kubectl does. */
  public static KubeException noMatch(String apiVersion, String kind) {
    return new KubeException(
        404,
        "NoMatch",
        String.format(
            Locale.ROOT, "no matches for kind \"%s\" in version \"%s\"", kind, apiVersion));
  }

  /** The same failure with words before its message. */
  public KubeException prefixed(String words) {
    return new KubeException(code, reason, words + getMessage(), this);
  }

  @Override
  public String getMessage() {
    return String.valueOf(super.getMessage());
  }

  /** The HTTP status; 0 if no answer came. */
  public int code() {
    return code;
  }

  /** The machine-readable reason; may be empty. */
  public String reason() {
    return reason;
  }

  /** The object is not there (but its kind is known). */
  public boolean isNotFound() {
    return code == 404 && !isNoMatch();
  }

  /** The server has no such kind. */
  public boolean isNoMatch() {
    return reason.equals("NoMatch");
  }

  /** The version to watch from is no longer held. */
  public boolean isGone() {
    return code == 410;
  }

  /** This identity may not do that. */
  public boolean isForbidden() {
    return code == 403 && reason.equals("Forbidden");
  }

  /** Somebody else changed the object, or owns the field. */
  public boolean isConflict() {
    return code == 409 && reason.equals("Conflict");
  }

  /** The object is there already. */
  public boolean isAlreadyExists() {
    return code == 409 && reason.equals("AlreadyExists");
  }

  /** No answer came at all. */
  public boolean isUnreachable() {
    return code == 0;
  }
}
