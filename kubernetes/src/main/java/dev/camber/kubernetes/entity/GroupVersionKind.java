package dev.camber.kubernetes.entity;

/** What kind of object it is; the group of the core API is empty. */
public record GroupVersionKind(String group, String version, String kind) {

  /**
   * @param apiVersion {@code group/version}, or {@code version} for the core group
   */
  public static GroupVersionKind of(String apiVersion, String kind) {
    int slash = apiVersion.indexOf('/');
    return slash < 0
        ? new GroupVersionKind("", apiVersion, kind)
        : new GroupVersionKind(
            apiVersion.substring(0, slash), apiVersion.substring(slash + 1), kind);
  }

  /** As it stands in a manifest. */
  public String apiVersion() {
    return group.isEmpty() ? version : group + "/" + version;
  }
}
