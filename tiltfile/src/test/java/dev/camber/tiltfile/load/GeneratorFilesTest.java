package dev.camber.tiltfile.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.camber.tiltfile.LoadResult;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What helm and kustomize files may hold, and what is said of those that do not fit. */
final class GeneratorFilesTest {
  @TempDir Path directory;
  private Project project = new Project(Path.of("/"));

  @BeforeEach
  void makeProject() throws Exception {
    project = new Project(directory.toRealPath());
    project.program("bin/kustomize", "echo '# nothing'\n");
    project.program(
        "bin/helm", "if [ $1 = version ]; then printf \"$HELM\"; else cat output; fi\n");
    project.env("HELM", "v3.14.0");
    project.file("chart/Chart.yaml", "name: chart\n");
    project.file("output", "");
  }

  private String error(String tiltfile) throws InterruptedException {
    project.file("Tiltfile", tiltfile + "\n");
    LoadResult result = project.load();
    String message = result.error().map(e -> String.valueOf(e.getMessage())).orElse("");
    return message.replaceFirst("(?s)^Traceback.*?\nError in \\w+: ", "").replace("\n", "|");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "resources: a.yaml ~ line 1: cannot unmarshal !!str `a.yaml` into []string",
        "'resources: {a: b}' ~ line 1: cannot unmarshal !!map into []string",
        "'resources: [5, [a], {b: c}]' ~ line 1: cannot unmarshal !!seq into string|"
            + "  line 1: cannot unmarshal !!map into string",
        "- a ~ line 1: cannot unmarshal !!seq into types.Kustomization",
        "a long text ~ line 1: cannot unmarshal !!str `a long ...` into types.Kustomization",
        "'patches: [x]' ~ line 1: cannot unmarshal !!str `x` into types.Patch",
        "'patchesStrategicMerge: [{a: b}]' ~"
            + " line 1: cannot unmarshal !!map into types.PatchStrategicMerge",
        "'patchesJson6902: true' ~ line 1: cannot unmarshal !!bool `true` into []types.Patch",
        "'configMapGenerator: [{files: a}]' ~ line 1: cannot unmarshal !!str `a` into []string",
        "'replicas: [{name: a, count: x}]' ~ line 1: cannot unmarshal !!str `x` into int64",
        "'commonLabels: [a]' ~ line 1: cannot unmarshal !!seq into map[string]string",
      })
  void aKustomizationOfAnotherFormIsExplainedInGosWords(String yaml, String problem)
      throws Exception {
    project.file("k/kustomization.yaml", yaml + "\n");
    assertThat(error("kustomize('k')"))
        .isEqualTo("resolving deps: yaml: unmarshal errors:|  " + problem);
  }

  @Test
  void aKustomizationThatIsNoYamlIsExplainedAsYamlAlone() throws Exception {
    project.file("k/kustomization.yaml", "a: [\n");
    assertThat(error("kustomize('k')"))
        .isEqualTo("resolving deps: yaml: line 1: did not find expected node content");
    project.file("k/kustomization.yaml", "namePrefix: 5\nnamespace: yes\nother: {a: [b]}\n");
    assertThat(error("kustomize('k')")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "dependencies: x ~ string into Go struct field chartMetadata.Dependencies of type"
            + " []tiltfile.chartDependency",
        "'dependencies: [x]' ~ string into Go struct field chartMetadata.Dependencies of type"
            + " tiltfile.chartDependency",
        "'dependencies: [{repository: [a]}]' ~ array into Go struct field"
            + " chartDependency.Dependencies.Repository of type string",
        "text ~ string into Go value of type tiltfile.chartMetadata",
      })
  void requirementsOfAnotherFormAreExplainedInGosWords(String yaml, String problem)
      throws Exception {
    project.file("chart/requirements.yaml", yaml + "\n");
    assertThat(error("helm('chart')"))
        .isEqualTo(
            "reading subchart deps: error unmarshaling JSON: while decoding JSON: json:"
                + " cannot unmarshal "
                + problem);
  }

  @Test
  void requirementsAreReadInAnyCase() throws Exception {
    project.file(
        "chart/requirements.yaml", "Dependencies: [{REPOSITORY: 'file://x'}, {repository: 5}]\n");
    project.file("Tiltfile", "helm('chart')\n");
    assertThat(project.load().configFiles()).contains(project.root().resolve("x").toString());
  }

  @ParameterizedTest
  @CsvSource({
    "v3.0.1, true, true",
    "v3.0.beta, true, true",
    "v3.0, true, false",
    "3.0.1, true, false",
    "3.9.0, true, false",
    "v4.1.0+g1, true, false",
    "'WARNING: x\\nv3.0.1\\n', true, true",
    "' v3.1.0', false, false",
    "v5.0.0, false, false",
    "4.0.0, false, false",
    "'Client: v2.16.1', false, false"
  })
  void theVersionOfHelmIsWhatItsLastLineBeginsWith(
      String printed, boolean known, boolean appendsDefinitions) throws Exception {
    project.env("HELM", printed);
    project.file("chart/crds/a.yaml", "kind: Definition\n");
    String error = error("print(helm('chart'))");
    if (known) {
      assertThat(error).isEmpty();
      assertThat(project.takeLog().contains("kind: Definition")).isEqualTo(appendsDefinitions);
    } else {
      assertThat(error).startsWith("could not parse Helm version from string: ");
    }
  }

  @Test
  void documentsOfTestsAreDropped() throws Exception {
    project.file(
        "output",
        """
        # Source: chart/templates/tests/a.yaml
        kind: A
        ---
        # Source: chart/templates/b.yaml
        kind: B
        --- # no separator
        kind: C
        ---
        kind: D
        # Source: x/tests/d.yaml
        """);
    project.file("Tiltfile", "print(helm('chart'))\n");
    project.load();
    assertThat(project.takeLog())
        .contains("# Source: chart/templates/b.yaml\nkind: B\n--- # no separator\nkind: C\n")
        .doesNotContain("kind: A")
        .doesNotContain("kind: D");
  }
}
