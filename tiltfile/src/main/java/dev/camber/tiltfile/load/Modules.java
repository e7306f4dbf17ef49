package dev.camber.tiltfile.load;

import dev.camber.starlark.EvalException;
import dev.camber.starlark.Program;
import dev.camber.starlark.StarlarkModule;
import dev.camber.starlark.StarlarkString;
import dev.camber.starlark.StarlarkThread;
import dev.camber.starlark.Value;
import dev.camber.starlark.syntax.SyntaxException;
import dev.camber.tiltfile.extension.RepoCheckouts;
import dev.camber.tiltfile.path.GoFileException;
import dev.camber.tiltfile.path.GoPath;
import dev.camber.tiltfile.state.LoadState;
import dev.camber.tiltfile.state.ModuleRunner;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Runs the files of one evaluation, each at most once, on the evaluation's thread. Source: spec
 * Tiltfile, section 4.2.
 */
final class Modules implements ModuleRunner {
  private static final String EXTENSION_SCHEME = "ext://";

  /** What became of a file; null while it runs. */
  private record Outcome(@Nullable StarlarkModule module, @Nullable EvalException error) {}

  private final Map<String, @Nullable Outcome> outcomes = new HashMap<>();
  private final MessageDigest allFiles;
  private final RepoCheckouts checkouts;
  private @Nullable LoadState state;
  private Map<String, Value> predeclared = Map.of();
  private String mainHash = "";

  Modules(MessageDigest allFiles, RepoCheckouts checkouts) {
    this.allFiles = allFiles;
    this.checkouts = checkouts;
  }

  /** Says what the files see; before the first run. */
  void prepare(LoadState loadState, Map<String, Value> names) {
    this.state = loadState;
    this.predeclared = names;
  }

  private LoadState state() {
    LoadState s = state;
    if (s == null) {
      throw new IllegalStateException("not prepared");
    }
    return s;
  }

  /** Hash of the root file in hex; empty before it was read. */
  String mainHash() {
    return mainHash;
  }

  /** Hash over all files that were executed, in their order. */
  String allFilesHash() {
    return HexFormat.of().formatHex(allFiles.digest());
  }

  @Override
  public StarlarkModule run(StarlarkThread thread, String path) {
    if (path.startsWith(EXTENSION_SCHEME)) {
      return runFile(
          thread,
          Extensions.resolve(state(), checkouts, path.substring(EXTENSION_SCHEME.length())));
    }
    return runFile(thread, GoPath.resolve(LoadState.directory(thread), path));
  }

  /** Runs a file by its absolute path, unless that has happened. */
  StarlarkModule runFile(StarlarkThread thread, String path) {
    if (outcomes.containsKey(path)) {
      Outcome outcome = outcomes.get(path);
      if (outcome == null) {
        throw new EvalException("Circular load: " + path);
      }
      EvalException error = outcome.error();
      if (error != null) {
        throw new EvalException(error.getMessage(), error);
      }
      return java.util.Objects.requireNonNull(outcome.module());
    }
    outcomes.put(path, null);
    try {
      StarlarkModule module = execute(thread, path);
      outcomes.put(path, new Outcome(module, null));
      return module;
    } catch (EvalException e) {
      outcomes.put(path, new Outcome(null, e));
      throw e;
    }
  }

  private StarlarkModule execute(StarlarkThread thread, String path) {
    byte[] source;
    try {
      source = state().read(path);
    } catch (GoFileException e) {
      throw new EvalException("error reading file " + path + ": " + e.getMessage());
    }
    state().configFiles().add(path);
    boolean main = path.equals(state().mainPath());
    if (main) {
      mainHash = HexFormat.of().formatHex(sha256(source));
    }
    allFiles.update(source);
    Map<String, Value> names = new HashMap<>(predeclared);
    names.put("__file__", StarlarkString.of(path));
    names.put("__name__", StarlarkString.of(main ? "__main__" : GoPath.base(path)));
    try {
      return Program.compile(path, source, names::containsKey).run(thread, names);
    } catch (SyntaxException e) {
      throw new EvalException(String.valueOf(e.getMessage()));
    }
  }

  private byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (java.security.NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
