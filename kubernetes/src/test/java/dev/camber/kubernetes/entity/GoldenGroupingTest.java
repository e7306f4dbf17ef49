package dev.camber.kubernetes.entity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.camber.model.api.ObjectSelector;
import dev.camber.model.json.Json;
import dev.camber.model.yaml.YamlException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * The golden cases whose Tiltfile consists of manifest files: which resources they become, and in
 * which order their objects are printed.
 */
class GoldenGroupingTest {
  private static final Path CASES =
      Path.of(System.getProperty("camber.shared", "../../shared"), "golden", "tiltfile");
  private static final Pattern STATEMENT =
      Pattern.compile("k8s_yaml\\((?:'([^'/]+\\.yaml)'|\\[(('[^'/]+\\.yaml'(, )?)+)\\])\\)");
  private static final Pattern NAME = Pattern.compile("'([^']+)'");
  private static final String REST = "uncategorized";

  /** Two resources may have one name: a workload may be called like the rest. */
  private record Resource(String name, String yaml) {}

  @TestFactory
  Stream<DynamicTest> objectsBecomeTheResourcesOfTheReference() throws IOException {
    List<DynamicTest> tests = new ArrayList<>();
    List<Path> cases;
    try (Stream<Path> directories = Files.list(CASES)) {
      cases = directories.filter(Files::isDirectory).sorted().toList();
    }
    for (Path directory : cases) {
      List<Path> manifests = manifests(directory);
      if (!manifests.isEmpty() && succeeded(directory)) {
        tests.add(
            dynamicTest(
                directory.getFileName().toString(),
                () -> assertThat(grouped(manifests)).isEqualTo(expected(directory))));
      }
    }
    assertThat(tests).hasSizeGreaterThan(30);
    return tests.stream();
  }

  private static String text(Path file) throws IOException {
    return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
  }

  private static boolean succeeded(Path directory) throws IOException {
    return Files.exists(directory.resolve("expected/result.json"))
        && text(directory.resolve("expected/exit")).strip().equals("0");
  }

  /** The manifest files of a Tiltfile that does nothing else; none if it does. */
  private static List<Path> manifests(Path directory) throws IOException {
    Path tiltfile = directory.resolve("Tiltfile");
    List<Path> files = new ArrayList<>();
    if (!Files.exists(tiltfile)) {
      return files;
    }
    for (String line : text(tiltfile).lines().toList()) {
      if (!STATEMENT.matcher(line).matches()) {
        return List.of();
      }
      Matcher names = NAME.matcher(line);
      while (names.find()) {
        files.add(directory.resolve(names.group(1)));
      }
    }
    return files.stream().allMatch(Files::exists) ? files : List.of();
  }

  private static List<Resource> expected(Path directory) throws Exception {
    List<Resource> resources = new ArrayList<>();
    Json result = Json.parse(text(directory.resolve("expected/result.json")));
    for (Json manifest : result.at("Manifests").flatMap(Json::asArray).orElseThrow()) {
      resources.add(
          new Resource(
              manifest.stringAt("Name").orElseThrow(),
              manifest.stringAt("DeployTarget", "yaml").orElseThrow()));
    }
    return resources;
  }

  private static List<Resource> grouped(List<Path> manifests) throws Exception {
    List<K8sEntity> free = new ArrayList<>();
    for (Path manifest : manifests) {
      free.addAll(ManifestReader.read(text(manifest)));
    }
    List<ObjectMatcher> kinds =
        List.of(
            ObjectMatcher.of(new ObjectSelector("batch/v1", "Job", "", "")),
            ObjectMatcher.of(new ObjectSelector("batch/v1", "CronJob", "", "")));
    Map<String, List<K8sEntity>> resources = new LinkedHashMap<>();
    List<K8sEntity> workloads = Workloads.find(free, kinds, List.of(), List.of());
    List<String> names = UniqueNames.of(workloads, 1);
    removeSame(free, workloads);
    for (int i = 0; i < workloads.size(); i++) {
      take(resources, names.get(i), workloads.get(i), free);
    }
    for (K8sEntity entity : Workloads.withPods(free)) {
      removeSame(free, List.of(entity));
      take(resources, entity.name(), entity, free);
    }
    List<Resource> printed = new ArrayList<>();
    for (Map.Entry<String, List<K8sEntity>> resource : resources.entrySet()) {
      printed.add(resource(resource.getKey(), resource.getValue()));
    }
    if (!free.isEmpty()) {
      printed.add(resource(REST, free));
    }
    return printed;
  }

  private static Resource resource(String name, List<K8sEntity> objects) throws YamlException {
    return new Resource(name, K8sEntity.yaml(KindOrder.forApply(objects)));
  }

  private static void take(
      Map<String, List<K8sEntity>> resources,
      String name,
      K8sEntity workload,
      List<K8sEntity> free) {
    List<K8sEntity> objects = resources.computeIfAbsent(name, n -> new ArrayList<>());
    objects.add(workload);
    List<K8sEntity> attached = Workloads.attached(workload, free);
    objects.addAll(attached);
    removeSame(free, attached);
  }

  /** Objects may be equal and still be two. */
  private static void removeSame(List<K8sEntity> from, List<K8sEntity> taken) {
    from.removeIf(e -> taken.stream().anyMatch(t -> t == e));
  }
}
