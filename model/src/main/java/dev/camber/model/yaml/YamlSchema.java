package dev.camber.model.yaml;

/**
 * How a plain scalar becomes a value. Kubernetes and Compose read the same text differently: {@code
 * yes} is a boolean for the one and a word for the other.
 */
public enum YamlSchema {
  /**
   * As {@code sigs.k8s.io/yaml} over go-yaml 2: YAML 1.1 booleans including {@code y} and {@code
   * n}, octal with a leading zero, the last of two equal keys wins.
   */
  KUBERNETES,

  /**
   * As go-yaml 3: only {@code true} and {@code false} are booleans, two equal keys in a mapping are
   * an error.
   */
  COMPOSE
}
