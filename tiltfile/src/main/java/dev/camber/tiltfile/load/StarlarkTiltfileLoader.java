package dev.camber.tiltfile.load;

import dev.camber.host.ignore.IgnoreFile;
import dev.camber.model.UserError;
import dev.camber.model.manifest.Manifest;
import dev.camber.model.text.GoDuration;
import dev.camber.starlark.BuiltinFunction;
import dev.camber.starlark.EvalException;
import dev.camber.starlark.Starlark;
import dev.camber.starlark.StarlarkThread;
import dev.camber.starlark.Universe;
import dev.camber.starlark.syntax.LargeStack;
import dev.camber.tiltfile.BuiltinCall;
import dev.camber.tiltfile.IgnoreSet;
import dev.camber.tiltfile.LoadRequest;
import dev.camber.tiltfile.LoadResult;
import dev.camber.tiltfile.Secret;
import dev.camber.tiltfile.Surroundings;
import dev.camber.tiltfile.TiltfileLoader;
import dev.camber.tiltfile.assembly.Assembly;
import dev.camber.tiltfile.assembly.EnabledResources;
import dev.camber.tiltfile.builtin.Builtins;
import dev.camber.tiltfile.builtin.compose.ComposeBuiltins;
import dev.camber.tiltfile.builtin.config.ConfigBuiltins;
import dev.camber.tiltfile.builtin.core.CoreBuiltins;
import dev.camber.tiltfile.builtin.docker.DockerBuiltins;
import dev.camber.tiltfile.builtin.file.DataBuiltins;
import dev.camber.tiltfile.builtin.file.FileBuiltins;
import dev.camber.tiltfile.builtin.helm.GeneratorBuiltins;
import dev.camber.tiltfile.builtin.k8s.K8sBuiltins;
import dev.camber.tiltfile.builtin.liveupdate.LiveUpdateBuiltins;
import dev.camber.tiltfile.builtin.local.LocalBuiltins;
import dev.camber.tiltfile.builtin.object.ObjectBuiltins;
import dev.camber.tiltfile.builtin.os.OsBuiltins;
import dev.camber.tiltfile.builtin.settings.SettingsBuiltins;
import dev.camber.tiltfile.explain.Explanation;
import dev.camber.tiltfile.extension.RepoCheckouts;
import dev.camber.tiltfile.path.GoFileException;
import dev.camber.tiltfile.path.GoPath;
import dev.camber.tiltfile.state.ExitSignal;
import dev.camber.tiltfile.state.GeneratorCache;
import dev.camber.tiltfile.state.LoadState;
import dev.camber.tiltfile.state.Programs;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Evaluates Tiltfiles with the Starlark interpreter. Thread-safe: a load's state is its own. */
public final class StarlarkTiltfileLoader implements TiltfileLoader {
  private final Surroundings surroundings;
  private final RepoCheckouts checkouts;
  private final boolean timings;
  private final GeneratorCache outputs = new GeneratorCache();

  /** A loader for one command, with copies of extension repositories to itself. */
  public StarlarkTiltfileLoader(Surroundings surroundings, boolean timings) {
    this(surroundings, new RepoCheckouts(surroundings), timings);
  }

  /**
   * @param checkouts shared with what else in a session looks after extensions
   * @param timings whether {@link LoadResult#calls()} is filled
   */
  public StarlarkTiltfileLoader(
      Surroundings surroundings, RepoCheckouts checkouts, boolean timings) {
    this.surroundings = surroundings;
    this.checkouts = checkouts;
    this.timings = timings;
  }

  /** All of it on a large stack: what is declared may nest as deep as the Tiltfile's own calls. */
  @Override
  public LoadResult load(LoadRequest request) throws InterruptedException {
    try {
      return LargeStack.call(() -> {
        try {
          return loadHere(request);
        } catch (InterruptedException e) {
          throw new Ended(e);
        }
      });
    } catch (Ended e) {
      throw e.interruption;
    }
  }

  /** Carries an interruption out of the large stack. */
  private static final class Ended extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final InterruptedException interruption;

    Ended(InterruptedException interruption) {
      super(null, null, false, false);
      this.interruption = interruption;
    }
  }

  private LoadResult loadHere(LoadRequest request) throws InterruptedException {
    Instant start = surroundings.clock().instant();
    String written = GoPath.resolve(surroundings.workingDirectory().toString(), request.path());
    Modules modules = new Modules(sha256(), checkouts);
    Optional<String> real = realPath(written);
    LoadState state = new LoadState(request, surroundings, real.orElse(written), modules, outputs);
    List<BuiltinCall> calls = new ArrayList<>();
    Optional<IgnoreSet> tiltignore = Optional.empty();
    List<Manifest> manifests = List.of();
    List<String> enabled = List.of();
    Optional<UserError> error = Optional.empty();
    try {
      if (real.isEmpty()) {
        state.configFiles().add(written);
        throw new UserError(
            "No Tiltfile found at paths '"
                + request.path()
                + "'. Check out https://docs.tilt.dev/tutorial.html");
      }
      tiltignore = Optional.of(tiltignore(state));
      state.info("Loading Tiltfile at: " + state.mainPath());
      evaluate(state, modules, calls);
      manifests = new Assembly(state).manifests();
      enabled = EnabledResources.of(state, manifests);
      Duration took = Duration.between(start, surroundings.clock().instant());
      state.info("Successfully loaded Tiltfile (" + GoDuration.format(took) + ")");
    } catch (UserError e) {
      error = Optional.of(surroundings.explains() ? explained(state, e) : e);
      manifests = List.of();
    } catch (Programs.Interrupted e) {
      throw new InterruptedException("interrupted while a program ran");
    }
    if (request.cancellation().isCancelled()) {
      Thread.interrupted(); // the exception says it from here on
      throw new InterruptedException("cancelled");
    }
    return new LoadResult(
        manifests,
        enabled,
        tiltignore.orElse(IgnoreSet.NONE),
        state.configFiles().sorted(),
        state.settings().freeze(),
        secrets(state),
        state.objects().all(),
        state.warnings(),
        calls,
        modules.mainHash(),
        modules.allFilesHash(),
        error);
  }

  private static List<Secret> secrets(LoadState state) {
    return state.settings().scrubSecrets ? state.kubernetes().secrets() : List.of();
  }

  private Optional<String> realPath(String path) {
    Optional<Path> file = GoPath.onDisk(surroundings.workingDirectory().getFileSystem(), path);
    if (file.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(file.get().toRealPath().toString());
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static IgnoreSet tiltignore(LoadState state) throws UserError {
    String directory = GoPath.dir(state.mainPath());
    String path = GoPath.join(directory, ".tiltignore");
    state.configFiles().add(path);
    String text;
    try {
      text = new String(state.read(path), StandardCharsets.UTF_8);
    } catch (GoFileException e) {
      if (e.isMissing()) {
        return IgnoreSet.NONE;
      }
      throw new UserError(e.getMessage());
    }
    List<String> patterns = IgnoreFile.patterns(text);
    return new IgnoreSet(directory, path, patterns);
  }

  private void evaluate(LoadState state, Modules modules, List<BuiltinCall> calls)
      throws UserError {
    StarlarkThread thread = new StarlarkThread((t, text) -> state.info(text), modules::run);
    state.attachTo(thread);
    Interruption interruption = new Interruption(thread);
    state.request().cancellation().onCancel(interruption::cancel);
    modules.prepare(state, builtins(state, calls).predeclared());
    try {
      modules.runFile(thread, state.mainPath());
    } catch (ExitSignal exit) {
      // The rest of the file is skipped; what was declared counts.
    } catch (EvalException e) {
      throw new UserError(describe(e), surroundings.explains() ? e.innermost().advice() : "");
    } finally {
      interruption.end();
    }
  }

  private static String describe(EvalException e) {
    EvalException innermost = e.innermost();
    return innermost.callStack().isEmpty() ? innermost.getMessage() : innermost.backtrace();
  }

  private UserError explained(LoadState state, UserError e) {
    String message = String.valueOf(e.getMessage());
    Set<String> names = new LinkedHashSet<>(Universe.names().keySet());
    names.addAll(builtins(state, new ArrayList<>()).predeclared().keySet());
    var explanation = new Explanation(surroundings.workingDirectory().getFileSystem(), names);
    return new UserError(message, explanation.of(message, e.hint()));
  }

  private Builtins builtins(LoadState state, List<BuiltinCall> calls) {
    Builtins builtins = new Builtins(body -> timings ? timed(body, calls) : body);
    CoreBuiltins.register(builtins);
    OsBuiltins.register(builtins, surroundings);
    FileBuiltins.register(builtins);
    DataBuiltins.register(builtins);
    ConfigBuiltins.register(builtins, state);
    SettingsBuiltins.register(builtins);
    LocalBuiltins.register(builtins);
    LiveUpdateBuiltins.register(builtins);
    DockerBuiltins.register(builtins);
    K8sBuiltins.register(builtins);
    ComposeBuiltins.register(builtins);
    ObjectBuiltins.register(builtins);
    GeneratorBuiltins.register(builtins);
    return builtins;
  }

  private BuiltinFunction timed(BuiltinFunction body, List<BuiltinCall> calls) {
    return (thread, arguments) -> {
      Instant start = surroundings.clock().instant();
      try {
        return body.call(thread, arguments);
      } finally {
        String text =
            arguments.function()
                + "("
                + String.join(", ", arguments.positional().stream().map(Starlark::repr).toList())
                + ")";
        calls.add(new BuiltinCall(text, Duration.between(start, surroundings.clock().instant())));
      }
    };
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
