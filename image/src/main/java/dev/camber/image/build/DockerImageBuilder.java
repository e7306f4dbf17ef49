package dev.camber.image.build;

import dev.camber.host.env.Environment;
import dev.camber.host.ignore.Ignores;
import dev.camber.host.ignore.InvalidPatternException;
import dev.camber.image.ImageBuildException;
import dev.camber.image.context.ContextFiles;
import dev.camber.image.context.DirectoryContext;
import dev.camber.image.dockerfile.Dockerfile;
import dev.camber.image.dockerfile.DockerfileSyntaxException;
import dev.camber.image.engine.BuildListener;
import dev.camber.image.engine.DockerEngine;
import dev.camber.image.engine.EngineBuild;
import dev.camber.image.engine.EngineVersion;
import dev.camber.image.engine.ProgressLine;
import dev.camber.image.session.BuildSecret;
import dev.camber.image.session.SshAgent;
import dev.camber.image.trace.BuildPrinter;
import dev.camber.image.trace.BuildTrace;
import dev.camber.image.trace.StageStatuses;
import dev.camber.model.EnvironmentError;
import dev.camber.model.UserError;
import dev.camber.model.api.DockerImageSpec;
import dev.camber.model.image.ContentTag;
import dev.camber.model.image.ImageRefs;
import dev.camber.model.image.InvalidReferenceException;
import dev.camber.model.image.TaggedRefs;
import dev.camber.model.log.Logger;
import dev.camber.model.manifest.BuildDetails;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Builds Dockerfiles on an engine. Source: spec engine, sections 2.5 and 2.7. */
public final class DockerImageBuilder implements ImageBuilder {
  private static final Map<String, String> LABELS =
      Map.of("dev.tilt.built", "true", "dev.tilt.gc", "true");
  private static final Duration VERSION_TIMEOUT = Duration.ofSeconds(5);
  private static final String NO_CONTEXT = "-";

  private final DockerEngine engine;
  private final Environment environment;
  private final Path directory;
  private final InstantSource clock;

  /**
   * @param environment of this program: {@code DOCKER_BUILDKIT}, values of build arguments that
   *     have none, secrets and SSH agents
   * @param directory where this program was started: paths of secrets count from there, as they do
   *     for the docker program
   */
  public DockerImageBuilder(
      DockerEngine engine, Environment environment, Path directory, InstantSource clock) {
    this.engine = engine;
    this.environment = environment;
    this.directory = directory;
    this.clock = clock;
  }

  @Override
  public BuiltImage build(ImageBuild build, Logger logger, StageListener stages)
      throws UserError, EnvironmentError, InterruptedException {
    if (!(build.details() instanceof BuildDetails.DockerBuild(DockerImageSpec spec))) {
      throw new IllegalArgumentException("not a Dockerfile build: " + build.details());
    }
    Instant start = clock.instant();
    String dockerfile = inject(build, spec);
    ContextFiles context = context(spec);
    EngineVersion version = engine.version(VERSION_TIMEOUT);
    BuilderChoice.requireUsable(version);
    boolean buildKit = BuilderChoice.useBuildKit(version, environment);
    EngineBuild request = request(build, spec, dockerfile, context, buildKit);
    String inputs = BuildInputs.hash(request);
    Optional<BuiltImage> reusable = reusable(build, spec, inputs);
    if (reusable.isPresent()) {
      logger.info("Inputs unchanged, keeping " + reusable.get().refs().local().familiar());
      return reusable.get();
    }
    String platform = request.platform().isEmpty() ? "" : " for platform " + request.platform();
    logger.info("Building Dockerfile" + platform + ":\n" + indent(dockerfile) + "\n");
    Logger inner = new IndentedLogger(logger, IndentedLogger.STEP);
    inner.info("Building image");
    String id = run(request, inner, stages);
    TaggedRefs refs = refs(build, id);
    engine.images().tag(id, refs.local());
    return new BuiltImage(refs, id, inputs, start);
  }

  private static String inject(ImageBuild build, DockerImageSpec spec) throws UserError {
    String text = spec.dockerfileContents();
    if (build.dependencies().isEmpty()) {
      return text;
    }
    Dockerfile dockerfile;
    try {
      dockerfile = Dockerfile.parse(text);
    } catch (DockerfileSyntaxException e) {
      throw new ImageBuildException("dockerfile.ParseAST: " + e.getMessage());
    }
    for (ImageDependency dependency : build.dependencies()) {
      dockerfile =
          dockerfile
              .inject(dependency.selector(), dependency.local(), spec.args())
              .orElseThrow(() ->
                  new ImageBuildException(
                      "Could not inject image \""
                          + dependency.local().familiar()
                          + "\" into Dockerfile of image \""
                          + build.selector().familiar()
                          + "\""));
    }
    return dockerfile.print();
  }

  private static ContextFiles context(DockerImageSpec spec) throws UserError {
    if (spec.context().equals(NO_CONTEXT)) {
      return ContextFiles.EMPTY;
    }
    Path root = Path.of(spec.context());
    if (!Files.isDirectory(root)) {
      throw new ImageBuildException(
          "reading build context: "
              + (Files.exists(root)
                  ? root + ": not a directory"
                  : "stat " + root + ": no such file or directory"));
    }
    try {
      return new DirectoryContext(root, Ignores.of(spec.contextIgnores()));
    } catch (InvalidPatternException e) {
      throw new ImageBuildException("reading build context: " + e.getMessage());
    }
  }

  private EngineBuild request(
      ImageBuild build,
      DockerImageSpec spec,
      String dockerfile,
      ContextFiles context,
      boolean buildKit)
      throws UserError {
    List<BuildSecret> secrets = new ArrayList<>();
    for (String secret : spec.secrets()) {
      secrets.add(BuildSecret.parse(secret, directory, environment));
    }
    List<SshAgent> agents = new ArrayList<>();
    for (String agent : spec.sshAgentConfigs()) {
      agents.add(SshAgent.parse(agent, directory, environment));
    }
    return new EngineBuild(
        buildKit,
        dockerfile,
        context,
        withValues(spec.args()),
        spec.target(),
        spec.platform().isEmpty() ? Platforms.ofArch(build.clusterArch()) : spec.platform(),
        spec.network(),
        spec.pull(),
        spec.cacheFrom(),
        spec.extraHosts(),
        spec.extraTags(),
        LABELS,
        secrets,
        agents,
        build.selector() + "\n" + spec.context());
  }

  /** Arguments without a value take it from this program's environment, as docker does. */
  private List<String> withValues(List<String> args) {
    return args.stream()
        .map(arg ->
            arg.indexOf('=') >= 0
                ? arg
                : environment.get(arg).map(value -> arg + "=" + value).orElse(arg))
        .toList();
  }

  private Optional<BuiltImage> reusable(ImageBuild build, DockerImageSpec spec, String inputs)
      throws EnvironmentError, InterruptedException {
    if (inputs.isEmpty() || spec.pull() || build.previous().isEmpty()) {
      return Optional.empty();
    }
    BuiltImage previous = build.previous().get();
    boolean same =
        previous.inputHash().equals(inputs)
            && engine.images().inspect(previous.refs().local().familiar()).isPresent();
    return same ? Optional.of(previous) : Optional.empty();
  }

  private String run(EngineBuild request, Logger logger, StageListener stages)
      throws UserError, EnvironmentError, InterruptedException {
    try {
      return attempt(request, logger, stages);
    } catch (ImageBuildException e) {
      String message = String.valueOf(e.getMessage());
      if (request.buildKit() && BuildErrors.isCorruption(message)) {
        logger.info("Detected Buildkit corruption. Rebuilding without Buildkit");
        return attempt(BuildInputs.withoutBuildKit(request), logger, stages);
      }
      throw new ImageBuildException("ImageBuild: " + BuildErrors.readable(message), e.hint());
    }
  }

  private String attempt(EngineBuild request, Logger logger, StageListener stages)
      throws UserError, EnvironmentError, InterruptedException {
    Listening listening = new Listening(logger, stages);
    try {
      return engine.builds().build(request, listening);
    } finally {
      listening.printer.finish();
    }
  }

  private final class Listening implements BuildListener {
    private final Logger logger;
    private final StageListener stages;
    private final StageStatuses statuses = new StageStatuses();
    private final BuildPrinter printer;
    private final ProgressPrinter pulls;
    private final ContextProgress sending;

    Listening(Logger logger, StageListener stages) {
      this.logger = logger;
      this.stages = stages;
      this.printer = new BuildPrinter(logger, clock);
      this.pulls = new ProgressPrinter(logger, clock);
      this.sending = new ContextProgress(logger, clock);
    }

    @Override
    public void trace(BuildTrace trace) {
      printer.print(trace);
      if (!trace.vertexes().isEmpty()) {
        statuses.add(trace);
        stages.stages(statuses.stages());
      }
    }

    @Override
    public void text(String text) {
      logger.write(dev.camber.model.log.LogLevel.INFO, text);
    }

    @Override
    public void pull(ProgressLine line) {
      pulls.line(line);
    }

    @Override
    public void contextSent(long bytes) {
      sending.sent(bytes);
    }
  }

  private static TaggedRefs refs(ImageBuild build, String id) throws UserError {
    try {
      return ImageRefs.of(build.selector(), build.registry()).withTag(ContentTag.of(id));
    } catch (InvalidReferenceException e) {
      throw new ImageBuildException(
          "naming image \"" + build.selector().familiar() + "\": " + e.getMessage());
    }
  }

  /** Each line with two blanks before it; a final line end is kept. */
  static String indent(String text) {
    String body = text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
    String indented = body.lines().map(line -> "  " + line).collect(Collectors.joining("\n"));
    return (indented.isEmpty() ? "  " : indented) + (text.endsWith("\n") ? "\n" : "");
  }
}
