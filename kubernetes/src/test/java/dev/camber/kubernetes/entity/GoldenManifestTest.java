package dev.camber.kubernetes.entity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.camber.model.json.Json;
import dev.camber.model.json.JsonSyntaxException;
import dev.camber.model.yaml.YamlException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * The golden cases whose Tiltfile only names manifest files: their objects, as a whole and without
 * their grouping into resources, and their parse errors.
 */
class GoldenManifestTest {
  private static final Path CASES =
      Path.of(System.getProperty("camber.shared", "../../shared"), "golden", "tiltfile");
  private static final Pattern ONLY_FILES = Pattern.compile("k8s_yaml\\('([^'/]+\\.yaml)'\\)");
  private static final Pattern ERROR =
      Pattern.compile("^Error in k8s_yaml: (.*)\\z", Pattern.MULTILINE | Pattern.DOTALL);

  /** Errors that come from what is done with the objects after they are parsed. */
  private static final Pattern LATER_ERROR =
      Pattern.compile("^(Duplicate YAML|Empty YAML|error reading yaml file)");

  @TestFactory
  Stream<DynamicTest> objectsAreParsedAndPrintedAsInTheReference() throws IOException {
    List<DynamicTest> tests = new ArrayList<>();
    for (Path directory : cases()) {
      Optional<Path> manifest = manifest(directory);
      Path result = directory.resolve("expected/result.json");
      if (manifest.isPresent() && Files.exists(result) && manifestsIn(result).isPresent()) {
        tests.add(
            dynamicTest(
                directory.getFileName().toString(),
                () ->
                    assertThat(printed(text(manifest.get())))
                        .containsExactlyInAnyOrderElementsOf(manifestsIn(result).orElseThrow())));
      }
    }
    assertThat(tests).hasSizeGreaterThan(20);
    return tests.stream();
  }

  @TestFactory
  Stream<DynamicTest> parseErrorsAreThoseOfTheReference() throws IOException {
    List<DynamicTest> tests = new ArrayList<>();
    for (Path directory : cases()) {
      Optional<Path> manifest = manifest(directory);
      Optional<String> error = error(directory);
      if (manifest.isPresent() && error.isPresent()) {
        tests.add(
            dynamicTest(
                directory.getFileName().toString(),
                () -> assertThat(masked(failure(manifest.get()))).isEqualTo(error.get())));
      }
    }
    assertThat(tests).hasSizeGreaterThan(40);
    return tests.stream();
  }

  private static List<Path> cases() throws IOException {
    try (Stream<Path> directories = Files.list(CASES)) {
      return directories.filter(Files::isDirectory).sorted().toList();
    }
  }

  /** Some cases hold bytes that are no UTF-8. */
  private static String text(Path file) throws IOException {
    return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
  }

  /** The one manifest file of a case that has no other statement. */
  private static Optional<Path> manifest(Path directory) throws IOException {
    Path tiltfile = directory.resolve("Tiltfile");
    if (!Files.exists(tiltfile)) {
      return Optional.empty();
    }
    Matcher only = ONLY_FILES.matcher(text(tiltfile).strip());
    return only.matches()
        ? Optional.of(directory.resolve(only.group(1))).filter(Files::exists)
        : Optional.empty();
  }

  private static Optional<String> error(Path directory) throws IOException {
    Matcher error = ERROR.matcher(text(directory.resolve("expected/log.txt")).stripTrailing());
    return error.find() && !LATER_ERROR.matcher(error.group(1)).find()
        ? Optional.of(error.group(1))
        : Optional.empty();
  }

  /** The documents of all resources; empty if the load failed. */
  private static Optional<List<String>> manifestsIn(Path result) throws IOException {
    Json tree;
    try {
      tree = Json.parse(text(result));
    } catch (JsonSyntaxException e) {
      throw new IOException(e);
    }
    if (!tree.at("Error").orElseThrow().equals(Json.ofNull())) {
      return Optional.empty();
    }
    List<String> documents = new ArrayList<>();
    for (Json manifest : tree.at("Manifests").flatMap(Json::asArray).orElseThrow()) {
      String yaml = manifest.stringAt("DeployTarget", "yaml").orElseThrow();
      documents.addAll(Arrays.asList(yaml.split("\n---\n", -1)));
    }
    return Optional.of(documents);
  }

  private static List<String> printed(String text) throws ManifestException, YamlException {
    List<String> documents = new ArrayList<>();
    for (K8sEntity entity : ManifestReader.read(text)) {
      documents.addAll(Arrays.asList(entity.yaml().split("\n---\n", -1)));
    }
    return documents;
  }

  private static String failure(Path file) throws IOException {
    try {
      ManifestReader.read(text(file));
      return "no error";
    } catch (ManifestException e) {
      return e.isNoManifest()
          ? "${CASE}/" + file.getFileName() + " is not a valid YAML file: " + e.getMessage()
          : String.valueOf(e.getMessage());
    }
  }

  private static String masked(String message) {
    return message.replaceAll("0x[0-9a-f]{8,}", "0xADDR");
  }
}
