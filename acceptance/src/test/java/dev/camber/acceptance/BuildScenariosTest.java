package dev.camber.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** What is built, with what in it, and how it gets into the cluster. */
@Tag("cluster")
@Execution(ExecutionMode.CONCURRENT)
class BuildScenariosTest {
  @Test
  void a01OneUp() throws Exception {
    try (Scenario oneup = Scenario.restricted("A01-oneup")) {
      oneup.up("oneup");
      oneup.pod("oneup");
      oneup.serves("🍄 One-Up! 🍄");
      oneup.tilt().run("dump", "engine").exits(0);
    }
  }

  @Test
  void a02OneUpCustom() throws Exception {
    try (Scenario custom = Scenario.open("A02-oneup_custom")) {
      custom.ci().exits(0);
      String pod = custom.pod("oneup-custom");
      assertThat(custom.cluster().run("exec", pod, "--", "wget", "-q", "-O-", "localhost:8000"))
          .contains("🍄 One-Up! 🍄");
    }
  }

  @Test
  void a03NamespaceFlag() throws Exception {
    try (Scenario flag = Scenario.restricted("A03-namespaceflag")) {
      flag.up("namespaceflag", "--namespace=" + flag.cluster().namespace());
      flag.pod("namespaceflag");
      flag.serves("Welcome to nginx!");
      flag.tilt().run("dump", "engine").exits(0);
    }
  }

  @Test
  void a04Idempotent() throws Exception {
    try (Scenario twice = Scenario.open("A04-idempotent")) {
      twice.ci().exits(0);
      String pod = twice.pod("idempotent");
      twice.up();
      twice.serves("🍄 One-Up! 🍄");
      assertThat(twice.pod("idempotent")).isEqualTo(pod);
    }
  }

  @Test
  void a14Ignores() throws Exception {
    try (Scenario ignores = Scenario.open("A14-ignores")) {
      ignores.up();
      ignores.serves("first");
      assertThat(ignores.get(0, "ignored-by-docker.txt").status()).isEqualTo(404);
      assertThat(ignores.get(0, "ignored-by-tiltfile.txt").status()).isEqualTo(404);
      assertThat(ignores.get(0, "ignored-by-tilt.txt").body()).isEqualTo("first\n");
      assertThat(ignores.get(0, "nested/inner.txt").body()).isEqualTo("first\n");
      for (String name : List.of("by-docker", "by-tiltfile", "by-tilt")) {
        ignores.replace("web/ignored-" + name + ".txt", "first", "second");
      }
      ignores.replace("web/index.html", "first", "second");
      ignores.serves("second");
      assertThat(ignores.get(0, "ignored-by-docker.txt").status()).isEqualTo(404);
      assertThat(ignores.get(0, "ignored-by-tiltfile.txt").status()).isEqualTo(404);
      assertThat(ignores.get(0, "ignored-by-tilt.txt").body()).isEqualTo("first\n");
    }
  }

  @Test
  void a15ImageTags() throws Exception {
    try (Scenario tags = Scenario.open("A15-imagetags")) {
      tags.up();
      tags.serves(0, "common a");
      tags.serves(1, "common b");
      String other = tags.pod("tagged-b");
      tags.replace("common-a/index.html", "common a", "changed a");
      tags.serves(0, "changed a");
      tags.serves(1, "common b");
      assertThat(tags.pod("tagged-b")).isEqualTo(other);
    }
  }

  @Test
  void a16Crd() throws Exception {
    try (Scenario crd = Scenario.open("A16-crd")) {
      crd.up();
      crd.wait(
          "no custom resource",
          () -> !crd.cluster().tryRun("get", "machines." + crd.group(), "bobo").isEmpty());
      String machine =
          crd.cluster()
              .run(
                  "get",
                  "machines." + crd.group(),
                  "bobo",
                  "-o",
                  "jsonpath={.metadata.name} {.spec.other} {.spec.image} {.spec.imagePullPolicy}");
      assertThat(machine)
          .matches("bobo bobo localhost:5000/scenario-machine:tilt-\\w+ IfNotPresent");
    }
  }

  @Test
  void a17CrdDown() throws Exception {
    try (Scenario crd = Scenario.open("A17-crd_down")) {
      crd.tilt().run("down").exits(0);
      String definition = Files.readString(crd.tilt().project().resolve("crd.yaml"));
      Path file =
          Files.writeString(
              crd.tilt().project().resolve("own.yaml"), definition.replace("GROUP", crd.group()));
      Cluster.kubectl("apply", "-f", file.toString());
      crd.tilt().run("down").exits(0);
      Waiting.until(
          Duration.ofSeconds(3),
          () -> !Cluster.kubectl("get", "crd", "-o", "name").contains("machines." + crd.group()));
    }
  }

  @Test
  void a18ConfigMap() throws Exception {
    try (Scenario maps = Scenario.open("A18-configmap")) {
      Files.writeString(maps.tilt().project().resolve("large.txt"), "large\n".repeat(60_000));
      maps.up();
      maps.wait("no large map", () -> has(maps, "large-config", "large"));
      maps.wait("no small map", () -> has(maps, "small-config", "hello world"));
      maps.pod("configmap");
      String created = created(maps);
      maps.replace("small.txt", "world", "mars");
      maps.wait("small map is not updated", () -> has(maps, "small-config", "hello mars"));
      assertThat(created(maps)).isEqualTo(created);
      Files.writeString(maps.tilt().project().resolve("large.txt"), "changed\n".repeat(60_000));
      maps.wait("large map is not updated", () -> has(maps, "large-config", "changed"));
    }
  }

  @Test
  void a37DockerPrune() throws Exception {
    try (Scenario prune = Scenario.restricted("A37-docker_prune")) {
      prune.ci().exits(0);
      prune.tilt().run(Duration.ofSeconds(30), "down").exits(0);
      Camber.Outcome pruned = prune.tilt().run("docker-prune", "--debug").exits(0);
      assertThat(pruned.out() + pruned.err())
          .contains("- untagged: ")
          .contains("scenario-docker-prune")
          .contains("- deleted: sha256:");
    }
  }

  private static boolean has(Scenario scenario, String map, String text) throws Exception {
    return scenario.cluster().tryRun("get", "configmap", map, "-o", "yaml").contains(text);
  }

  private static String created(Scenario scenario) throws Exception {
    return scenario
        .cluster()
        .run("get", "configmap", "small-config", "-o", "jsonpath={.metadata.creationTimestamp}");
  }
}
