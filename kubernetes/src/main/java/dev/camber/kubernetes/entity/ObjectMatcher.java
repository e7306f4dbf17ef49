package dev.camber.kubernetes.entity;

import dev.camber.model.api.ObjectSelector;
import java.util.regex.Pattern;

/**
 * Chooses objects by regular expressions on version, kind, name and namespace. Each is looked for
 * anywhere, whatever the case; an empty one matches all. Immutable.
 */
public final class ObjectMatcher {
  private final ObjectSelector selector;
  private final Pattern apiVersion;
  private final Pattern kind;
  private final Pattern name;
  private final Pattern namespace;

  private ObjectMatcher(
      ObjectSelector selector, Pattern apiVersion, Pattern kind, Pattern name, Pattern namespace) {
    this.selector = selector;
    this.apiVersion = apiVersion;
    this.kind = kind;
    this.name = name;
    this.namespace = namespace;
  }

  /**
   * @throws ManifestException such as {@code error parsing kind regexp: error parsing regexp:
   *     missing closing ): `(?i)Wid(get`}
   */
  public static ObjectMatcher of(ObjectSelector selector) throws ManifestException {
    return new ObjectMatcher(
        selector,
        pattern("apiVersion", selector.apiVersionRegexp()),
        pattern("kind", selector.kindRegexp()),
        pattern("name", selector.nameRegexp()),
        pattern("namespace", selector.namespaceRegexp()));
  }

  private static Pattern pattern(String what, String text) throws ManifestException {
    try {
      return GoRegex.compileIgnoringCase(text);
    } catch (GoRegex.InvalidRegexException e) {
      throw new ManifestException("error parsing " + what + " regexp: " + e.getMessage());
    }
  }

  /** The expressions it was made from. */
  public ObjectSelector selector() {
    return selector;
  }

  /** Whether all four match; an absent namespace counts as {@code default}. */
  public boolean matches(K8sEntity entity) {
    return apiVersion.matcher(entity.apiVersion()).find()
        && kind.matcher(entity.kind()).find()
        && name.matcher(entity.name()).find()
        && namespace.matcher(entity.namespace()).find();
  }

  @Override
  public boolean equals(@org.jspecify.annotations.Nullable Object other) {
    return other instanceof ObjectMatcher o && o.selector.equals(selector);
  }

  @Override
  public int hashCode() {
    return selector.hashCode();
  }

  @Override
  public String toString() {
    return selector.toString();
  }
}
