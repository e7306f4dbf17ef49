package dev.camber.tiltfile.state;

import dev.camber.starlark.EvalException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Names taken by resources of any kind. One evaluation's thread. Source: spec Tiltfile, section
 * 7.7.
 */
public final class ResourceNames {
  /** Who took a name. */
  public enum Owner {
    KUBERNETES("k8s_resource"),
    LOCAL("local_resource"),
    COMPOSE("dc_resource");

    private final String word;

    Owner(String word) {
      this.word = word;
    }
  }

  private final Map<String, Owner> taken = new LinkedHashMap<>();

  /** Fails if the name is taken. */
  public void checkFree(String name) {
    Owner owner = taken.get(name);
    if (owner != null) {
      throw new EvalException(owner.word + " named \"" + name + "\" already exists");
    }
  }

  public void take(String name, Owner owner) {
    checkFree(name);
    taken.put(name, owner);
  }

  public void release(String name) {
    taken.remove(name);
  }
}
