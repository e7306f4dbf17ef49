package dev.camber.model.manifest;

/** A node of the build graph, printed {@code type:name}. */
public record TargetId(Type type, String name) implements Comparable<TargetId> {

  /** Kinds of targets, with their words on the wire. */
  public enum Type {
    IMAGE("image"),
    KUBERNETES("k8s"),
    COMPOSE("docker-compose"),
    LOCAL("local"),
    CONFIGS("configs"),
    MANIFEST("manifest");

    private final String wire;

    Type(String wire) {
      this.wire = wire;
    }

    public String wireValue() {
      return wire;
    }
  }

  @Override
  public int compareTo(TargetId other) {
    return toString().compareTo(other.toString());
  }

  @Override
  public String toString() {
    return type.wireValue() + ":" + name;
  }
}
