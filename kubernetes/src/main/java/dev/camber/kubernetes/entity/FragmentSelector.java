package dev.camber.kubernetes.entity;

import dev.camber.model.text.Quoted;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * An entry of {@code k8s_resource(objects=[…])}: {@code name}, {@code name:kind} or {@code
 * name:kind:namespace} (tiltfile-api §7.5). Immutable.
 */
public final class FragmentSelector {
  private static final int MOST_PARTS = 3;

  private final String text;
  private final List<String> parts;

  private FragmentSelector(String text, List<String> parts) {
    this.text = text;
    this.parts = List.copyOf(parts);
  }

  /**
   * @throws ManifestException such as {@code Error making selector from string "": selector can't
   *     be empty}
   */
  public static FragmentSelector parse(String text) throws ManifestException {
    if (text.isEmpty()) {
      throw invalid(text, "selector can't be empty");
    }
    List<String> parts = new ArrayList<>();
    StringBuilder part = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == ':') {
        parts.add(part.toString());
        part.setLength(0);
      } else if (c == '\\' && i + 1 < text.length()) {
        i++;
        int escaped = text.codePointAt(i);
        if (escaped != ':' && escaped != '\\') {
          throw invalid(
              text,
              "invalid escape sequence '\\" + Character.toString(escaped) + "' in '" + text + "'");
        }
        part.append((char) escaped);
      } else {
        part.append(c);
      }
    }
    parts.add(part.toString());
    if (parts.size() > MOST_PARTS) {
      throw invalid(
          text,
          "Too many parts in selector. Selectors must contain between 1 and 3 parts (colon"
              + " separated), found "
              + parts.size()
              + " parts in "
              + text);
    }
    return new FragmentSelector(text, parts);
  }

  private static ManifestException invalid(String text, String why) {
    return new ManifestException(
        "Error making selector from string " + Quoted.go(text) + ": " + why);
  }

  /** Whether every given part equals the object's, whatever the case. */
  public boolean matches(K8sEntity entity) {
    List<String> own = List.of(entity.name(), entity.kind(), entity.namespace());
    for (int i = 0; i < parts.size(); i++) {
      if (!parts.get(i).equalsIgnoreCase(own.get(i))) {
        return false;
      }
    }
    return true;
  }

  /**
   * The one object that this selector means.
   *
   * @param all every object of the load
   * @param free those that are in no resource yet
   * @throws ManifestException if there is none, or several, or it is taken
   */
  public K8sEntity choose(List<K8sEntity> all, List<K8sEntity> free) throws ManifestException {
    List<K8sEntity> matching = all.stream().filter(this::matches).toList();
    if (matching.isEmpty()) {
      throw new ManifestException(
          "No object identified by the fragment "
              + Quoted.go(text)
              + " could be found. Possible objects are: "
              + fragments(all));
    }
    if (matching.size() > 1) {
      throw new ManifestException(
          Quoted.go(text)
              + " is not a unique fragment. Objects that match "
              + Quoted.go(text)
              + " are "
              + fragments(matching));
    }
    K8sEntity chosen = matching.getFirst();
    if (free.stream().noneMatch(e -> e == chosen)) {
      throw new ManifestException(
          "No object identified by the fragment "
              + Quoted.go(text)
              + " could be found in remaining YAML. Valid remaining fragments are: "
              + fragments(free));
    }
    return chosen;
  }

  private static String fragments(List<K8sEntity> entities) {
    return entities.stream()
        .map(e -> Quoted.go(ObjectId.of(e).fragment()))
        .collect(Collectors.joining(", "));
  }

  @Override
  public String toString() {
    return text;
  }
}
