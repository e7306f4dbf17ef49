package dev.camber.kubernetes.cluster;

/** What becomes of an object's dependants when it is deleted. */
public enum Propagation {
  BACKGROUND("Background"),
  FOREGROUND("Foreground"),
  ORPHAN("Orphan");

  private final String wireName;

  Propagation(String wireName) {
    this.wireName = wireName;
  }

  public String wireName() {
    return wireName;
  }
}
