package dev.camber.starlark;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A value of type {@code module}: named members. {@link #of} makes a host's module, which prints as
 * {@code [module: os.path]}; {@link #constructed} makes one as the builtin {@code module(name,
 * **kwargs)} does, which prints as {@code <module "name">}.
 */
public final class StarlarkNamespace implements HasAttrs {
  private final String name;
  private final Map<String, Value> members;
  private final boolean constructed;

  private StarlarkNamespace(String name, Map<String, ? extends Value> members, boolean built) {
    this.name = name;
    this.members = built ? new TreeMap<>(members) : new LinkedHashMap<>(members);
    this.constructed = built;
  }

  /**
   * A host's module; modules nest by being members of each other.
   *
   * @param name the full name, for instance {@code os.path}
   * @param members in the order in which suggestions consider them
   */
  public static StarlarkNamespace of(String name, Map<String, ? extends Value> members) {
    return new StarlarkNamespace(name, members, false);
  }

  /** A module made by a program. */
  public static StarlarkNamespace constructed(String name, Map<String, ? extends Value> members) {
    return new StarlarkNamespace(name, members, true);
  }

  /** The full name. */
  public String name() {
    return name;
  }

  @Override
  public @Nullable Value attr(String attribute) {
    return members.get(attribute);
  }

  @Override
  public List<String> attrNames() {
    return List.copyOf(members.keySet());
  }

  @Override
  public String type() {
    return "module";
  }

  @Override
  public void repr(Printer out) {
    if (constructed) {
      out.text("<module ").quoted(name).text(">");
    } else {
      out.text("[module: " + name + "]");
    }
  }

  @Override
  public int hash() {
    throw new EvalException(constructed ? "unhashable: module" : "unhashable type: module");
  }

  @Override
  public void freeze() {
    members.values().forEach(Value::freeze);
  }

  @Override
  public String toString() {
    return Starlark.repr(this);
  }
}
