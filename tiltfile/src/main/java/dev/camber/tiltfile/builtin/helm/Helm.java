package dev.camber.tiltfile.builtin.helm;

import dev.camber.kubernetes.entity.K8sEntity;
import dev.camber.kubernetes.entity.ManifestException;
import dev.camber.kubernetes.entity.ManifestReader;
import dev.camber.model.text.Quoted;
import dev.camber.model.yaml.YamlException;
import dev.camber.starlark.Arguments;
import dev.camber.starlark.Converter;
import dev.camber.starlark.EvalException;
import dev.camber.starlark.StarlarkString;
import dev.camber.starlark.StarlarkThread;
import dev.camber.starlark.Value;
import dev.camber.tiltfile.convert.Commands;
import dev.camber.tiltfile.convert.Convert;
import dev.camber.tiltfile.path.GoFileException;
import dev.camber.tiltfile.path.GoPath;
import dev.camber.tiltfile.state.GeneratorInputs;
import dev.camber.tiltfile.state.Generators;
import dev.camber.tiltfile.state.LoadState;
import dev.camber.tiltfile.state.ProgramException;
import dev.camber.tiltfile.state.Programs;
import dev.camber.tiltfile.value.Blob;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The builtin {@code helm}. Source: spec Tiltfile, section 5.3. */
final class Helm {
  /** What helm can do, by its version. */
  private enum Version {
    /** 3.0: CRDs are appended by hand. */
    THREE_ZERO,
    /** 3.1 and later. */
    NEWER
  }

  private static final List<String> NEWER = List.of("v3.", "3.", "v4.");

  /** Documents of a chart's tests, which nobody wants to deploy. */
  private static final Pattern TEST_SOURCE = Pattern.compile("(?md)^# Source: .*/tests/.*$");

  private static final String SEPARATOR = "---\n";

  private Helm() {}

  static Value call(StarlarkThread thread, Arguments arguments) {
    String directory = LoadState.directory(thread);
    LoadState state = LoadState.of(thread);
    var u = arguments.unpacker();
    var path = u.required("paths", Convert.path(directory));
    var name = u.optional("name", Converter.STRING, "");
    var namespace = u.optional("namespace", Converter.STRING, "");
    var values = u.optional("values", Convert.STRING_OR_LIST, List.of());
    var set = u.optional("set", Convert.STRING_OR_LIST, List.of());
    var kubeVersion = u.optional("kube_version", Converter.STRING, "");
    var skipCrds = u.optional("skip_crds", Converter.BOOL, false);
    u.finish();
    String chart = path.get();
    checkDirectory(state, chart);
    watch(state, directory, chart, values.get());
    Version version = version(state, directory);
    List<String> argv = new ArrayList<>(List.of("helm", "template"));
    argv.add(name.get().isEmpty() ? "chart" : name.get());
    argv.add(chart);
    if (!namespace.get().isEmpty()) {
      argv.addAll(List.of("--namespace", namespace.get()));
    }
    if (!kubeVersion.get().isEmpty()) {
      argv.addAll(List.of("--kube-version", kubeVersion.get()));
    }
    if (version == Version.NEWER && !skipCrds.get()) {
      argv.add("--include-crds");
    }
    values.get().forEach(file -> argv.addAll(List.of("--values", file)));
    set.get().forEach(pair -> argv.addAll(List.of("--set", pair)));
    state.info("Running: " + Commands.display(argv));
    String yaml = template(state, argv, directory, chart, values.get());
    if (version == Version.THREE_ZERO) {
      yaml = withCrds(state, chart, yaml);
    }
    yaml = withoutTests(yaml);
    if (!namespace.get().isEmpty()) {
      yaml = inNamespace(yaml, namespace.get());
    }
    return Blob.of(yaml, "helm: " + chart);
  }

  private static Path directory(LoadState state, String path) {
    return state
        .file(path)
        .orElseThrow(() ->
            new EvalException(
                "Could not read Helm chart directory " + Quoted.go(path) + ": invalid argument"));
  }

  private static void checkDirectory(LoadState state, String chart) {
    Path path = directory(state, chart);
    if (!Files.exists(path)) {
      throw new EvalException(
          "Could not read Helm chart directory " + Quoted.go(chart) + ": does not exist");
    }
    if (!Files.isDirectory(path)) {
      throw new EvalException(
          "helm() may only be called on directories with Chart.yaml: " + Quoted.go(chart));
    }
  }

  private static void watch(LoadState state, String directory, String chart, List<String> values) {
    state.configFiles().add(chart);
    for (String dependency : localDependencies(state, chart)) {
      state.configFiles().add(GoPath.resolve(directory, dependency));
    }
    values.forEach(v -> state.configFiles().addFile(GoPath.resolve(directory, v)));
  }

  /** Paths of charts on this computer that {@code requirements.yaml} names. */
  private static List<String> localDependencies(LoadState state, String chart) {
    String text;
    try {
      text =
          new String(state.read(GoPath.join(chart, "requirements.yaml")), StandardCharsets.UTF_8);
    } catch (GoFileException e) {
      if (e.isMissing()) {
        return List.of();
      }
      throw new EvalException("reading subchart deps: " + e.getMessage());
    }
    return ChartRequirements.localPaths(text);
  }

  /** Renders, or takes what was rendered from the very same inputs before. */
  private static String template(
      LoadState state, List<String> argv, String directory, String chart, List<String> values) {
    return state
        .generators()
        .output(
            Generators.REUSED,
            () -> inputs(state, argv, directory, chart, values),
            () -> run(state, argv, directory))
        .text();
  }

  private static Optional<GeneratorInputs> inputs(
      LoadState state, List<String> argv, String directory, String chart, List<String> values) {
    List<Path> files = new ArrayList<>();
    files.add(directory(state, chart));
    for (String value : values) {
      Optional<Path> file = state.file(GoPath.resolve(directory, value));
      if (file.filter(Files::isRegularFile).isEmpty()) {
        return Optional.empty(); // helm takes it for an address
      }
      files.add(file.get());
    }
    return state
        .programs()
        .find("helm")
        .map(program ->
            new GeneratorInputs(
                List.of(program), argv, directory, state.programs().environment().asMap(), files));
  }

  private static StarlarkString run(LoadState state, List<String> argv, String directory) {
    try {
      return state.programs().run(Programs.Call.quiet(argv, directory));
    } catch (ProgramException e) {
      throw new EvalException(e.getMessage());
    }
  }

  private static Version version(LoadState state, String directory) {
    if (state.programs().find("helm").isEmpty()) {
      throw new EvalException(
          "Unable to find Helm installation. Make sure `helm` is on your $PATH.");
    }
    String out = run(state, List.of("helm", "version", "--short"), directory).text();
    // Warnings come before the version, each on a line of its own; alone it may not be indented.
    String trimmed = out.strip();
    int line = trimmed.lastIndexOf('\n');
    String version = line < 0 ? out : trimmed.substring(line + 1);
    if (version.startsWith("v3.0.")) {
      return Version.THREE_ZERO;
    }
    if (NEWER.stream().anyMatch(version::startsWith)) {
      return Version.NEWER;
    }
    throw new EvalException("could not parse Helm version from string: " + Quoted.go(out));
  }

  private static String withCrds(LoadState state, String chart, String yaml) {
    Path crds = directory(state, GoPath.join(chart, "crds"));
    if (!Files.isDirectory(crds)) {
      return yaml;
    }
    StringBuilder out = new StringBuilder(yaml);
    try (Stream<Path> files = Files.walk(crds)) {
      for (Path path : files.sorted().toList()) {
        String lower = path.toString().toLowerCase(Locale.ROOT);
        if (Files.isRegularFile(path) && (lower.endsWith(".yaml") || lower.endsWith(".yml"))) {
          out.append("\n---\n").append(Files.readString(path));
        }
      }
    } catch (IOException e) {
      throw new EvalException("reading " + crds + ": " + e.getMessage());
    }
    return out.toString();
  }

  private static String withoutTests(String yaml) {
    if (!TEST_SOURCE.matcher(yaml).find()) {
      return yaml;
    }
    List<String> kept = new ArrayList<>();
    for (String document : yaml.split(SEPARATOR, -1)) {
      if (!TEST_SOURCE.matcher(document).find()) {
        kept.add(document);
      }
    }
    return String.join(SEPARATOR, kept);
  }

  private static String inNamespace(String yaml, String namespace) {
    try {
      List<K8sEntity> entities = new ArrayList<>();
      for (K8sEntity entity : ManifestReader.read(yaml)) {
        entities.add(
            entity.writtenNamespace().isEmpty() ? entity.withNamespace(namespace) : entity);
      }
      return K8sEntity.yaml(entities);
    } catch (ManifestException | YamlException e) {
      throw new EvalException(String.valueOf(e.getMessage()));
    }
  }
}
