package dev.camber.starlark.syntax;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Finds what every name refers to and gives variables their slots, with the dialect switches of
 * spec §1.2. Mistakes join {@link FileNode#errors()}; the names nobody declared come last, those of
 * inner functions before those of outer ones, because a name may be declared further down.
 */
public final class Resolver {
  private final FileNode file;
  private final Predicate<String> isPredeclared;
  private final Predicate<String> isUniversal;
  private final Map<String, Binding> globals = new HashMap<>();
  private final Map<String, Binding> predeclared = new HashMap<>();
  private final Block fileBlock = new Block(null, null);
  private final StatementResolver statements;
  private Block block = fileBlock;

  private Resolver(FileNode file, Predicate<String> isPredeclared, Predicate<String> isUniversal) {
    this.file = file;
    this.isPredeclared = isPredeclared;
    this.isUniversal = isUniversal;
    this.statements = new StatementResolver(this);
  }

  /**
   * Resolves a file, once.
   *
   * @param isPredeclared the names that the host provides
   * @param isUniversal the names of the language itself; the host's go first
   */
  public static void resolve(
      FileNode file, Predicate<String> isPredeclared, Predicate<String> isUniversal) {
    LargeStack.call(() -> {
      var resolver = new Resolver(file, isPredeclared, isUniversal);
      resolver.statements.all(file.statements());
      resolver.fileBlock.resolveLocalUses();
      resolver.resolveOuterUses(resolver.fileBlock);
      return file;
    });
  }

  /** A lexical block: the file, a function or a comprehension. */
  private static final class Block {
    final @Nullable Block parent;
    final @Nullable FunctionNode function;
    final Map<String, Binding> bindings = new HashMap<>();
    final List<Block> children = new ArrayList<>();
    List<Use> uses = new ArrayList<>();

    Block(@Nullable Block parent, @Nullable FunctionNode function) {
      this.parent = parent;
      this.function = function;
    }

    /** On leaving a function or the file: what its own blocks bind is settled. */
    void resolveLocalUses() {
      List<Use> rest = new ArrayList<>();
      for (Use use : uses) {
        Binding local = use.block.lookupLocal(use.id.name());
        if (local == null) {
          rest.add(use);
        } else {
          use.id.bind(local);
        }
      }
      uses = rest;
    }

    private @Nullable Binding lookupLocal(String name) {
      for (Block b = this; b != null; b = b.parent) {
        Binding found = b.bindings.get(name);
        if (found != null) {
          return found;
        }
        if (b.function != null) {
          return null;
        }
      }
      return null;
    }
  }

  private record Use(Identifier id, Block block) {}

  void error(int offset, String message) {
    file.addError(offset, message);
  }

  boolean inFunction() {
    return container().function != null;
  }

  private Block container() {
    Block b = block;
    while (b.function == null && b.parent != null) {
      b = b.parent;
    }
    return b;
  }

  void enterComprehension() {
    enter(null);
  }

  void enterFunction(FunctionNode function) {
    enter(function);
  }

  private void enter(@Nullable FunctionNode function) {
    var inner = new Block(block, function);
    block.children.add(inner);
    block = inner;
  }

  void leaveComprehension() {
    leave();
  }

  void leaveFunction() {
    block.resolveLocalUses();
    leave();
  }

  private void leave() {
    Block parent = block.parent;
    if (parent == null) {
      throw new IllegalStateException("left the file");
    }
    block = parent;
  }

  /** Binds a name where it is assigned; whether it was bound there before. */
  boolean bind(Identifier id) {
    if (block != fileBlock) {
      return bindLocal(id);
    }
    Binding bound = fileBlock.bindings.get(id.name());
    if (bound == null) {
      bound = globals.get(id.name());
    }
    boolean known = bound != null;
    if (bound == null) {
      bound = new Binding(Binding.Scope.GLOBAL, file.globals.size(), id.name(), id);
      globals.put(id.name(), bound);
      file.globals.add(bound);
    }
    id.bind(bound);
    return known;
  }

  /** Binds a name to the current block, the file's included ({@code load}). */
  boolean bindLocal(Identifier id) {
    boolean known = block.bindings.containsKey(id.name());
    if (!known) {
      FunctionNode function = container().function;
      List<Binding> locals = function == null ? file.locals : function.locals;
      var binding = new Binding(Binding.Scope.LOCAL, locals.size(), id.name(), id);
      block.bindings.put(id.name(), binding);
      locals.add(binding);
    }
    use(id);
    return known;
  }

  void use(Identifier id) {
    var use = new Use(id, block);
    if (block == fileBlock) {
      // At top level a name means what it means so far: before its first assignment, the builtin.
      resolveAtTopLevel(use);
    } else {
      container().uses.add(use);
    }
  }

  private Binding resolveAtTopLevel(Use use) {
    String name = use.id.name();
    Binding bound = fileBlock.bindings.get(name);
    if (bound == null) {
      bound = globals.get(name);
    }
    if (bound == null) {
      bound = predeclared.get(name);
    }
    if (bound == null) {
      if (isPredeclared.test(name)) {
        bound = new Binding(Binding.Scope.PREDECLARED, predeclared.size(), name, null);
        predeclared.put(name, bound);
      } else if (isUniversal.test(name)) {
        bound = new Binding(Binding.Scope.UNIVERSAL, predeclared.size(), name, null);
        predeclared.put(name, bound);
      } else {
        bound = new Binding(Binding.Scope.UNDEFINED, 0, name, null);
        error(use.id.start(), "undefined: " + name + suggestion(use));
      }
    }
    use.id.bind(bound);
    return bound;
  }

  private String suggestion(Use use) {
    List<String> names = new ArrayList<>();
    for (Block b = use.block; b != null; b = b.parent) {
      names.addAll(b.bindings.keySet());
    }
    for (Binding global : file.globals) {
      names.add(global.name());
    }
    Collections.sort(names);
    return Spelling.hint("", use.id.name(), names);
  }

  private void resolveOuterUses(Block b) {
    for (Block child : b.children) {
      resolveOuterUses(child);
    }
    for (Use use : b.uses) {
      use.id.bind(lookupLexical(use, use.block));
    }
  }

  private Binding lookupLexical(Use use, Block env) {
    Block parent = env.parent;
    if (parent == null) {
      return resolveAtTopLevel(use);
    }
    Binding found = env.bindings.get(use.id.name());
    if (found != null) {
      return found;
    }
    Binding outer = lookupLexical(use, parent);
    FunctionNode function = env.function;
    if (function != null && isVariableOfFunction(outer)) {
      if (outer.scope() == Binding.Scope.LOCAL) {
        outer.makeCell();
      }
      var free =
          new Binding(
              Binding.Scope.FREE, function.freeVariables.size(), outer.name(), outer.first());
      function.freeVariables.add(outer);
      outer = free;
    }
    env.bindings.put(use.id.name(), outer);
    return outer;
  }

  private static boolean isVariableOfFunction(Binding b) {
    return b.scope() == Binding.Scope.LOCAL
        || b.scope() == Binding.Scope.CELL
        || b.scope() == Binding.Scope.FREE;
  }
}
