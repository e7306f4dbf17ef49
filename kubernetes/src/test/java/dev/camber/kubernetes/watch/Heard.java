package dev.camber.kubernetes.watch;

import dev.camber.kubernetes.cluster.KubeException;
import dev.camber.model.json.JsonObject;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Remembers what a watch told. */
public final class Heard implements ObjectListener {
  private final List<String> told = new CopyOnWriteArrayList<>();

  private static String name(JsonObject object) {
    return object.stringAt("metadata", "name").orElse("");
  }

  @Override
  public void changed(JsonObject object) {
    told.add("changed " + name(object));
  }

  @Override
  public void removed(JsonObject object) {
    told.add("removed " + name(object));
  }

  @Override
  public void synced() {
    told.add("synced");
  }

  @Override
  public void failing(KubeException error) {
    told.add("failing: " + error.getMessage());
  }

  public List<String> told() {
    return List.copyOf(told);
  }
}
