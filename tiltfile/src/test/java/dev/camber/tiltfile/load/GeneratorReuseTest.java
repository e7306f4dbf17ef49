package dev.camber.tiltfile.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.camber.tiltfile.LoadResult;
import dev.camber.tiltfile.golden.Tools;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What helm, kustomize and Compose printed is used again only while nothing has changed that they
 * depend on. The programs are the real ones, made slow enough to be worth it, and counted.
 */
final class GeneratorReuseTest {
  @TempDir Path directory;
  private Project project = new Project(Path.of("/"));

  @BeforeEach
  void makeProject() throws Exception {
    project = new Project(directory.toRealPath());
    slow("helm", "template");
    slow("kustomize", "build");
    slow("docker-compose", "config");
    project.program("bin/docker", "exit 1\n");
  }

  private void slow(String program, String verb) {
    project.program(
        "bin/" + program,
        "case \" $* \" in *' %s '*) sleep 0.25; echo run >> %s/runs;; esac\nexec %s \"$@\"\n"
            .formatted(verb, project.root(), real(program)));
  }

  private static Path real(String program) {
    return List.of(Tools.path().split(File.pathSeparator)).stream()
        .map(directory -> Path.of(directory, program))
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow(() -> new AssertionError(program + " is not here: `dev/cluster up`"));
  }

  /** How often a program has run after one more load. */
  private int runsAfterLoad() throws Exception {
    LoadResult result = project.load();
    assertThat(result.error()).isEmpty();
    Path runs = project.root().resolve("runs");
    return Files.exists(runs) ? Files.readAllLines(runs).size() : 0;
  }

  private void assertReused(String said) throws Exception {
    int before = runsAfterLoad();
    project.takeLog();
    assertThat(runsAfterLoad()).isEqualTo(before);
    assertThat(project.takeLog()).contains(said);
  }

  private void assertRunsAgain() throws Exception {
    int before = Files.readAllLines(project.root().resolve("runs")).size();
    assertThat(runsAfterLoad()).isEqualTo(before + 1);
  }

  @Test
  void helm() throws Exception {
    project.file("chart/Chart.yaml", "apiVersion: v2\nname: chart\nversion: 1.0.0\n");
    project.file(
        "chart/templates/map.yaml",
        "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndata: {a: {{ .Values.a }}}\n");
    project.file("chart/values.yaml", "a: one\n");
    project.file("more.yaml", "b: 1\n");
    project.file("Tiltfile", "k8s_yaml(helm('chart', values='more.yaml'))\n");

    assertThat(runsAfterLoad()).isEqualTo(1);
    assertReused("\nRunning: helm template");
    assertReused("\n → nothing it reads has changed, its last output is used again\n");

    project.file("chart/values.yaml", "a: two\n");
    assertRunsAgain();
    assertThat(project.load().manifests().toString()).contains("two");
    project.file("more.yaml", "b: 2\n");
    assertRunsAgain();
    project.env("ANYTHING", "else");
    assertRunsAgain();
    project.file("Tiltfile", "k8s_yaml(helm('chart', values='more.yaml', set='a=three'))\n");
    assertRunsAgain();
    Files.setLastModifiedTime(
        project.root().resolve("bin/helm"), java.nio.file.attribute.FileTime.fromMillis(1_000));
    assertRunsAgain();
    project.env("CAMBER_NO_CACHE", "1");
    assertRunsAgain();
    assertRunsAgain();
  }

  @Test
  void kustomize() throws Exception {
    project.file(
        "base/kustomization.yaml", "configMapGenerator: [{name: a, envs: [settings.env]}]\n");
    project.file("base/settings.env", "a=1\n");
    project.file("overlay/kustomization.yaml", "resources: [../base]\nnamePrefix: x-\n");
    project.file("Tiltfile", "k8s_yaml(kustomize('overlay'))\n");

    assertThat(runsAfterLoad()).isEqualTo(1);
    assertReused("Running: kustomize build overlay\n → nothing it reads has changed");

    project.file("base/settings.env", "a=2\n"); // which the reference does not even watch
    assertRunsAgain();
    project.file("overlay/kustomization.yaml", "resources: [../base]\nnamePrefix: y-\n");
    assertRunsAgain();
    assertThat(project.load().manifests().toString()).contains("y-a");
    project.file("Tiltfile", "k8s_yaml(kustomize('overlay', flags=['--enable-exec=false']))\n");
    assertRunsAgain();
    assertRunsAgain();
    project.file("Tiltfile", "k8s_yaml(kustomize('overlay'))\n");
    project.env("CAMBER_NO_CACHE", "1");
    assertRunsAgain();
  }

  @Test
  void composeAsFarAsItsProgramIsNeeded() throws Exception {
    project.file("more/base.yml", "services:\n  base:\n    image: ${IMAGE:-busybox}\n");
    String raw = "services:\n  a:\n    image: b\n    env_file: [{path: a.env, format: raw}]\n";
    project.file("docker-compose.yml", "include: [more/base.yml]\n" + raw);
    project.file("a.env", "A=1\n");
    project.file("Tiltfile", "docker_compose('docker-compose.yml')\n");

    assertThat(runsAfterLoad()).isEqualTo(1);
    assertReused(
        "docker compose config: nothing it reads has changed, its last output is used again");

    project.file("a.env", "A=2\n");
    assertRunsAgain();
    project.file("more/base.yml", "services:\n  base:\n    image: ${IMAGE:-alpine}\n");
    assertRunsAgain();
    project.file(".env", "IMAGE=nginx\n");
    assertRunsAgain();
    assertThat(project.load().manifests().toString()).contains("nginx");
    project.env("IMAGE", "redis");
    assertRunsAgain();
    project.file("docker-compose.yml", "include: [\"${X:-more}/base.yml\"]\n" + raw);
    assertRunsAgain();
    assertRunsAgain(); // which file that is depends on a variable
    project.env("CAMBER_NO_CACHE", "1");
    assertRunsAgain();
  }
}
