package dev.camber.starlark;

import dev.camber.starlark.syntax.FileNode;
import dev.camber.starlark.syntax.LargeStack;
import dev.camber.starlark.syntax.Parser;
import dev.camber.starlark.syntax.Resolver;
import dev.camber.starlark.syntax.Source;
import dev.camber.starlark.syntax.SyntaxException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A file that has been parsed, resolved and compiled; it holds no values and may be run often. */
public final class Program {
  private final FileNode tree;
  private final FunctionCode code;
  private final List<String> predeclaredNames;

  private Program(FileNode tree, FunctionCode code, List<String> predeclaredNames) {
    this.tree = tree;
    this.code = code;
    this.predeclaredNames = predeclaredNames;
  }

  /**
   * Parses, resolves and compiles a file.
   *
   * @param file its name in positions and messages, usually the absolute path
   * @param source its content, UTF-8; bytes that are not become U+FFFD
   * @param isPredeclared whether the host will provide a name to {@link #run}; the universe of the
   *     language ({@code len}, {@code print}, …) need not be among them but may be replaced
   * @throws SyntaxException with every mistake found
   */
  public static Program compile(String file, byte[] source, Predicate<String> isPredeclared)
      throws SyntaxException {
    return compile(parse(Source.of(file, source), isPredeclared));
  }

  /**
   * Parses and resolves a file, mistakes and all: what a language server wants.
   *
   * @param isPredeclared as in {@link #compile(String, byte[], Predicate)}
   */
  public static FileNode parse(Source source, Predicate<String> isPredeclared) {
    FileNode tree = Parser.parse(source);
    if (tree.errors().isEmpty()) {
      Resolver.resolve(tree, isPredeclared, Universe::contains);
    }
    return tree;
  }

  private static Program compile(FileNode tree) throws SyntaxException {
    if (!tree.errors().isEmpty()) {
      throw new SyntaxException(tree.errors());
    }
    return LargeStack.call(() -> {
      var compiler = new Compiler(tree.source());
      var code =
          new FunctionCode(
              CallFrame.TOPLEVEL,
              tree.source(),
              0,
              FunctionCode.Parameters.NONE,
              tree.locals().size(),
              Compiler.cells(tree.locals()));
      code.body = compiler.statements().block(tree.statements());
      return new Program(tree, code, compiler.predeclaredNames());
    });
  }

  /** The file's name. */
  public String file() {
    return tree.source().file();
  }

  /** The syntax tree. */
  public FileNode tree() {
    return tree;
  }

  /**
   * Runs the file and freezes what it leaves, also if it fails.
   *
   * @param predeclared the values of the names that {@code isPredeclared} affirmed
   * @throws EvalException if the program fails
   */
  public StarlarkModule run(StarlarkThread thread, Map<String, ? extends Value> predeclared) {
    @Nullable Value[] provided = new Value[predeclaredNames.size()];
    for (int i = 0; i < provided.length; i++) {
      provided[i] = predeclared.get(predeclaredNames.get(i));
    }
    var globals = new Globals(file(), tree.globals().size(), provided);
    var function = new StarlarkFunction(code, globals, new Value[0], Frame.Cell.NONE);
    try {
      thread.call(function, Arguments.of(CallFrame.TOPLEVEL, List.of(), Map.of()));
    } finally {
      LargeStack.call(() -> {
        freeze(globals);
        return globals;
      });
    }
    Map<String, Value> result = new LinkedHashMap<>();
    for (int i = 0; i < globals.globals.length; i++) {
      Value v = globals.globals[i];
      if (v != null) {
        result.put(tree.globals().get(i).name(), v);
      }
    }
    return new StarlarkModule(file(), result);
  }

  private static void freeze(Globals globals) {
    for (Value v : globals.globals) {
      if (v != null) {
        v.freeze();
      }
    }
  }
}
