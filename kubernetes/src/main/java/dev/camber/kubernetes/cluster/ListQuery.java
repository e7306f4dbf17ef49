package dev.camber.kubernetes.cluster;

/**
 * Narrows a list or a watch.
 *
 * @param labelSelector in Kubernetes' syntax; empty for all
 * @param fieldSelector in Kubernetes' syntax; empty for all
 * @param metadataOnly objects without spec and status: much less to read for owner chains
 */
public record ListQuery(String labelSelector, String fieldSelector, boolean metadataOnly) {
  public static final ListQuery ALL = new ListQuery("", "", false);
  public static final ListQuery METADATA = new ListQuery("", "", true);

  /** Only the object of that name. */
  public static ListQuery named(String name) {
    return new ListQuery("", "metadata.name=" + name, false);
  }

  public static ListQuery labelled(String selector) {
    return new ListQuery(selector, "", false);
  }
}
