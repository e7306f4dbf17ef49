package dev.camber.kubernetes.entity;

/** YAML or JSON that is no Kubernetes manifest, with the text that the reference gives. */
public final class ManifestException extends Exception {
  private static final long serialVersionUID = 1L;

  private final boolean noManifest;

  public ManifestException(String message) {
    this(message, false);
  }

  ManifestException(String message, boolean noManifest) {
    super(message);
    this.noManifest = noManifest;
  }

  /**
   * Whether the document has no readable version and kind: of a file it is then said that it {@code
   * is not a valid YAML file: <message>}.
   */
  public boolean isNoManifest() {
    return noManifest;
  }
}
