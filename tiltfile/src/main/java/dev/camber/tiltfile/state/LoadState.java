package dev.camber.tiltfile.state;

import dev.camber.model.log.LogLevel;
import dev.camber.starlark.EvalException;
import dev.camber.starlark.StarlarkThread;
import dev.camber.starlark.syntax.Position;
import dev.camber.tiltfile.KubeContext;
import dev.camber.tiltfile.LoadRequest;
import dev.camber.tiltfile.Surroundings;
import dev.camber.tiltfile.path.GoFileErrors;
import dev.camber.tiltfile.path.GoFileException;
import dev.camber.tiltfile.path.GoPath;
import dev.camber.tiltfile.value.StepTracker;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Everything that the builtins of one evaluation have declared; belongs to the thread of the
 * evaluation, on which it is attached.
 */
public final class LoadState {
  private static final StarlarkThread.Key<LoadState> KEY =
      new StarlarkThread.Key<>(LoadState.class);

  private final LoadRequest request;
  private final Surroundings surroundings;
  private final String mainPath;
  private final ModuleRunner modules;
  private final Programs programs;
  private final Generators generators;
  private final ConfigFiles configFiles;
  private final ImageDeclarations images = new ImageDeclarations();
  private final StepTracker steps = new StepTracker();
  private final KubernetesDeclarations kubernetes = new KubernetesDeclarations();
  private final ComposeDeclarations compose = new ComposeDeclarations();
  private final Map<String, DeclaredLocal> locals = new LinkedHashMap<>();
  private final ResourceNames names = new ResourceNames();
  private final ObjectRegistry objects = new ObjectRegistry();
  private final SettingsDraft settings = new SettingsDraft();
  private final ConfigState config = new ConfigState();
  private final NestedValues nestedValues = new NestedValues();
  private final List<String> warnings = new ArrayList<>();
  private final KubeContext kubeContext;

  /**
   * @param mainPath the root Tiltfile, absolute, without symbolic links
   * @param outputs what slow programs printed in earlier evaluations
   */
  public LoadState(
      LoadRequest request,
      Surroundings surroundings,
      String mainPath,
      ModuleRunner modules,
      GeneratorCache outputs) {
    this.request = request;
    this.surroundings = surroundings;
    this.mainPath = mainPath;
    this.modules = modules;
    this.configFiles = new ConfigFiles(surroundings.workingDirectory().getFileSystem());
    this.kubeContext = surroundings.kube().read(surroundings.environment().asMap());
    this.programs = new Programs(surroundings, kubeContext);
    this.generators = new Generators(this, outputs);
  }

  /** Attaches this state to the thread of its evaluation. */
  public void attachTo(StarlarkThread thread) {
    thread.setLocal(KEY, this);
  }

  /**
   * The state of the evaluation that runs on {@code thread}.
   *
   * @throws EvalException on a detached thread, such as that of a workload_to_resource_function
   */
  public static LoadState of(StarlarkThread thread) {
    return thread
        .findLocal(KEY)
        .orElseThrow(() ->
            new EvalException(
                "Internal error Starlark not initialized correctly: start tiltfile not found"));
  }

  /** The directory of the file being executed, absolute (spec Tiltfile, section 1.6). */
  public static String directory(StarlarkThread thread) {
    of(thread);
    return GoPath.dir(thread.executingFile().orElse("/"));
  }

  /** Where the call stands in the Tiltfile. */
  public static Position position(StarlarkThread thread) {
    return thread.position().orElse(Position.BUILTIN);
  }

  public LoadRequest request() {
    return request;
  }

  public Surroundings surroundings() {
    return surroundings;
  }

  public String mainPath() {
    return mainPath;
  }

  public ModuleRunner modules() {
    return modules;
  }

  public Programs programs() {
    return programs;
  }

  public Generators generators() {
    return generators;
  }

  public ConfigFiles configFiles() {
    return configFiles;
  }

  public ImageDeclarations images() {
    return images;
  }

  public StepTracker steps() {
    return steps;
  }

  public KubernetesDeclarations kubernetes() {
    return kubernetes;
  }

  public ComposeDeclarations compose() {
    return compose;
  }

  /** Local resources by name, in the order of their calls. */
  public Map<String, DeclaredLocal> locals() {
    return locals;
  }

  public ResourceNames names() {
    return names;
  }

  public ObjectRegistry objects() {
    return objects;
  }

  public NestedValues nestedValues() {
    return nestedValues;
  }

  public SettingsDraft settings() {
    return settings;
  }

  public ConfigState config() {
    return config;
  }

  /** Texts of the warnings so far. */
  public List<String> warnings() {
    return warnings;
  }

  public void info(String line) {
    request.logger().line(LogLevel.INFO, line);
  }

  /** Logs a warning, which is also an alert on the Tiltfile. */
  public void warn(String line) {
    warnings.add(line);
    request.logger().line(LogLevel.WARN, line);
  }

  /** The active kube context as it was when the evaluation began. */
  public KubeContext kubeContext() {
    return kubeContext;
  }

  /** Whether deploying to the active context is fine. Source: spec Tiltfile, section 10. */
  public boolean contextAllowed() {
    KubeContext context = kubeContext();
    return !request.isMain()
        || context.name().isEmpty()
        || context.local()
        || settings.allowedContexts.contains(context.name());
  }

  /** The file of that name; empty if no file can have it. */
  public Optional<Path> file(String path) {
    return GoPath.onDisk(surroundings.workingDirectory().getFileSystem(), path);
  }

  /** Whether there is a directory of that name. */
  public boolean isDirectory(String path) {
    return file(path).filter(Files::isDirectory).isPresent();
  }

  /** Reads a file, in Go's words if that fails. */
  public byte[] read(String path) throws GoFileException {
    return GoFileErrors.read(surroundings.workingDirectory(), path);
  }
}
