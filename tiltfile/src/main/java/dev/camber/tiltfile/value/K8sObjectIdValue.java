package dev.camber.tiltfile.value;

import dev.camber.kubernetes.entity.ObjectId;
import dev.camber.starlark.EvalException;
import dev.camber.starlark.HasAttrs;
import dev.camber.starlark.HasEquality;
import dev.camber.starlark.Printer;
import dev.camber.starlark.StarlarkString;
import dev.camber.starlark.Value;
import java.util.List;

/** The identity of an object. Source: spec Tiltfile, section 6.6. */
public record K8sObjectIdValue(ObjectId id) implements HasAttrs, HasEquality, GoType.Named {
  @Override
  public String type() {
    return "K8sObjectID";
  }

  @Override
  public String goType() {
    return "tiltfile.k8sObjectID";
  }

  @Override
  public void repr(Printer out) {
    out.text(id.toString());
  }

  @Override
  public int hash() {
    return id.hashCode();
  }

  @Override
  public boolean equalTo(Value other, int depth) {
    return equals(other);
  }

  @Override
  public Value attr(String name) {
    return StarlarkString.of(
        switch (name) {
          case "name" -> id.name();
          case "kind" -> id.kind();
          case "namespace" -> id.namespace();
          case "group" -> id.group();
          default ->
              throw new EvalException("tiltfile.k8sObjectID has no attribute '" + name + "'");
        });
  }

  @Override
  public List<String> attrNames() {
    return List.of("name", "kind", "namespace", "group");
  }
}
