package dev.camber.kubernetes.cluster;

/** How the server is to read a patch. */
public enum PatchKind {
  JSON_MERGE("application/merge-patch+json"),
  STRATEGIC_MERGE("application/strategic-merge-patch+json"),
  /** Server-side apply; JSON is YAML. */
  APPLY("application/apply-patch+yaml");

  private final String mediaType;

  PatchKind(String mediaType) {
    this.mediaType = mediaType;
  }

  public String mediaType() {
    return mediaType;
  }
}
