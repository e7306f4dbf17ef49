package dev.camber.model.yaml;

import dev.camber.model.json.Json;

/** Reads one YAML document. Stateless. */
public final class Yaml {
  private Yaml() {}

  /**
   * The first document of {@code text}; what follows it is not looked at. A text without content is
   * null.
   *
   * @throws YamlException with the text that the Kubernetes tools give, without the words "error
   *     converting YAML to JSON: " that most of them put before it
   */
  public static Json read(String text, YamlSchema schema) throws YamlException {
    try {
      var root = new NodeParser(text, schema).document();
      return root.isEmpty() ? Json.ofNull() : new NodeReader(schema).read(root.get());
    } catch (SyntaxError e) {
      throw e.toYamlException(schema);
    }
  }

  /**
   * {@link #read} together with where the text says {@code !something}; aliases are followed.
   *
   * @throws YamlException as {@link #read}
   */
  public static TaggedYaml readTagged(String text, YamlSchema schema) throws YamlException {
    try {
      var root = new NodeParser(text, schema).document();
      if (root.isEmpty()) {
        return new TaggedYaml(Json.ofNull(), java.util.Map.of());
      }
      Json value = new NodeReader(schema).read(root.get());
      return new TaggedYaml(value, TagCollector.collect(root.get()));
    } catch (SyntaxError e) {
      throw e.toYamlException(schema);
    }
  }

  /** The first document of a text of the Kubernetes kind, errors worded as kubectl does. */
  public static Json readKubernetes(String text) throws YamlException {
    try {
      return read(text, YamlSchema.KUBERNETES);
    } catch (YamlException e) {
      throw e.prefixed("error converting YAML to JSON: ");
    }
  }
}
