package dev.camber.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.camber.model.api.Kinds;
import dev.camber.model.api.ObjectMeta;
import dev.camber.model.api.UIResourceStatus;
import dev.camber.model.codec.RecordCodec;
import dev.camber.model.yaml.Yaml;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The API server as a stock kubectl sees it, by the session's registry file. */
final class KubectlTest {
  @TempDir Path directory;
  private TestSession session;

  private record Result(int exit, String out, String err) {}

  @BeforeEach
  void start() throws IOException {
    session = TestSession.start(directory);
  }

  @AfterEach
  void end() {
    session.close();
  }

  private ProcessBuilder command(String... arguments) {
    List<String> command = new ArrayList<>(List.of("kubectl"));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
    builder.environment().put("HOME", directory.toString());
    builder.environment().put("KUBECONFIG", session.state.resolve("config").toString());
    command.addAll(1, List.of("--context", session.file.instance()));
    return builder;
  }

  private Result kubectl(String... arguments) throws Exception {
    return run(command(arguments));
  }

  private static Result run(ProcessBuilder builder) throws Exception {
    Process process = builder.start();
    process.getOutputStream().close();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    return new Result(process.exitValue(), out, err);
  }

  private Path file(String name, String text) throws IOException {
    return Files.writeString(directory.resolve(name), text);
  }

  private static final String MAP =
      """
      apiVersion: tilt.dev/v1alpha1
      kind: ConfigMap
      metadata: {name: colours, labels: {team: a}}
      data: {sky: blue}
      """;

  @Test
  void itListsKindsAndExplainsFields() throws Exception {
    assertThat(kubectl("api-resources").out())
        .contains("configmaps                cm ")
        .contains("uiresources ");
    assertThat(kubectl("api-versions").out()).isEqualTo("tilt.dev/v1alpha1\n");
    Result explained = kubectl("explain", "cmd.spec.args");
    assertThat(explained.out())
        .contains("GROUP:      tilt.dev")
        .contains("FIELD: args <[]string>")
        .contains("The program and its arguments");
    assertThat(kubectl("explain", "uibutton.spec.inputs.choice", "--recursive").out())
        .contains("choices\t<[]string>");
  }

  @Test
  void itAppliesThreeWaysAndSeesWhenNothingChanges() throws Exception {
    Path map = file("map.yaml", MAP);
    String path = map.toString();
    assertThat(kubectl("apply", "-f", path).out())
        .isEqualTo("configmap.tilt.dev/colours created\n");
    assertThat(kubectl("apply", "-f", path).out())
        .isEqualTo("configmap.tilt.dev/colours unchanged\n");
    Files.writeString(map, MAP.replace("sky: blue", "sea: green"));
    assertThat(kubectl("apply", "-f", path).out())
        .isEqualTo("configmap.tilt.dev/colours configured\n");
    assertThat(session.store.get(Kinds.CONFIG_MAP, "colours").orElseThrow().spec().data())
        .containsOnlyKeys("sea");
    assertThat(kubectl("diff", "-f", path).exit()).isZero();
    assertThat(kubectl("apply", "--server-side", "--force-conflicts", "-f", path).out())
        .isEqualTo("configmap.tilt.dev/colours serverside-applied\n");
    assertThat(kubectl("delete", "configmaps.tilt.dev", "colours").out())
        .isEqualTo("configmap.tilt.dev \"colours\" deleted\n");
    assertThat(kubectl("apply", "--server-side", "-f", path).out())
        .isEqualTo("configmap.tilt.dev/colours serverside-applied\n");
  }

  @Test
  void aDryRunOnTheServerStoresNothing() throws Exception {
    Path map = file("map.yaml", MAP);
    assertThat(kubectl("apply", "--dry-run=server", "-f", map.toString()).out())
        .isEqualTo("configmap.tilt.dev/colours created (server dry run)\n");
    assertThat(session.store.get(Kinds.CONFIG_MAP, "colours")).isEmpty();
  }

  @Test
  void itPatchesInEveryWay() throws Exception {
    kubectl("apply", "-f", file("map.yaml", MAP).toString());
    String name = "configmaps.tilt.dev/colours";
    assertThat(kubectl("patch", name, "--type=merge", "-p", "{\"data\":{\"sea\":\"grey\"}}").out())
        .isEqualTo("configmap.tilt.dev/colours patched\n");
    kubectl("patch", name, "--type=json", "-p", "[{\"op\":\"remove\",\"path\":\"/data/sky\"}]");
    kubectl("patch", name, "--type=strategic", "-p", "{\"metadata\":{\"labels\":{\"x\":\"y\"}}}");
    kubectl("label", name, "z=w");
    kubectl("annotate", name, "note=hello");
    var object = session.store.get(Kinds.CONFIG_MAP, "colours").orElseThrow();
    assertThat(object.spec().data()).containsOnlyKeys("sea");
    assertThat(object.metadata().labels()).containsOnlyKeys("team", "x", "z");
    assertThat(object.metadata().annotation("note")).contains("hello");
    Result stale =
        kubectl("patch", name, "--type=merge", "-p", "{\"metadata\":{\"resourceVersion\":\"1\"}}");
    assertThat(stale.exit()).isEqualTo(1);
  }

  @Test
  void itEditsWithAnEditorAndReplaces() throws Exception {
    kubectl("apply", "-f", file("map.yaml", MAP).toString());
    Path editor = file("editor", "#!/bin/sh\nsed -i 's/sky: blue/sky: red/' \"$1\"\n");
    Files.setPosixFilePermissions(editor, PosixFilePermissions.fromString("rwx------"));
    ProcessBuilder edit = command("edit", "configmaps.tilt.dev", "colours");
    edit.environment().put("KUBE_EDITOR", editor.toString());
    assertThat(run(edit).out()).isEqualTo("configmap.tilt.dev/colours edited\n");
    assertThat(session.store.get(Kinds.CONFIG_MAP, "colours").orElseThrow().spec().data())
        .containsEntry("sky", "red");
    Path replaced = file("r.yaml", kubectl("get", "cm", "colours", "-o", "yaml").out());
    Files.writeString(replaced, Files.readString(replaced).replace("red", "black"));
    assertThat(kubectl("replace", "-f", replaced.toString()).out())
        .isEqualTo("configmap.tilt.dev/colours replaced\n");
  }

  @Test
  void itSaysWhatIsWrong() throws Exception {
    Path bad =
        file(
            "bad.yaml",
            "apiVersion: tilt.dev/v1alpha1\nkind: Cmd\nmetadata: {name: c}\nspec: {agrs: [a]}\n");
    assertThat(kubectl("apply", "-f", bad.toString()).err())
        .contains("strict decoding error: unknown field \"spec.agrs\"");
    assertThat(kubectl("get", "cmd", "nosuch").err())
        .isEqualTo("Error from server (NotFound): cmds.tilt.dev \"nosuch\" not found\n");
    assertThat(kubectl("get", "pods").err())
        .isEqualTo("error: the server doesn't have a resource type \"pods\"\n");
  }

  @Test
  void itDescribesAndWaitsForAResource() throws Exception {
    UIResourceStatus status =
        RecordCodec.decode(
            UIResourceStatus.class,
            Yaml.readKubernetes("{updateStatus: ok, conditions: [{type: Ready, status: 'True'}]}"));
    session.store.create(
        Kinds.UI_RESOURCE
            .object(ObjectMeta.named("web"), Kinds.UI_RESOURCE.emptySpec())
            .withStatus(status));
    assertThat(kubectl("describe", "uiresource", "web").out())
        .contains("Kind:         UIResource")
        .containsPattern("Update Status: +ok");
    assertThat(kubectl("wait", "--for=condition=Ready", "uiresource/web", "--timeout=10s").out())
        .isEqualTo("uiresource.tilt.dev/web condition met\n");
    assertThat(kubectl("wait", "--for=delete", "cmd/nosuch", "--timeout=5s").exit()).isZero();
    assertThat(kubectl("get", "uiresource", "web", "-o", "jsonpath={.status.updateStatus}").out())
        .isEqualTo("ok");
    assertThat(kubectl("get", "uiresources").out()).startsWith("NAME   CREATED AT\nweb    ");
  }

  @Test
  void itWatches() throws Exception {
    Process watch = command("get", "configmaps.tilt.dev", "--watch", "-o", "name").start();
    try (BufferedReader lines = watch.inputReader()) {
      session.store.create(
          Kinds.CONFIG_MAP.object(ObjectMeta.named("one"), Kinds.CONFIG_MAP.emptySpec()));
      assertThat(lines.readLine()).isEqualTo("configmap.tilt.dev/one");
      session.store.create(
          Kinds.CONFIG_MAP.object(ObjectMeta.named("two"), Kinds.CONFIG_MAP.emptySpec()));
      assertThat(lines.readLine()).isEqualTo("configmap.tilt.dev/two");
    } finally {
      watch.destroy();
    }
  }

  @Test
  void theMainTiltfileCannotBeDeleted() throws Exception {
    session.store.create(
        Kinds.TILTFILE.object(ObjectMeta.named("(Tiltfile)"), Kinds.TILTFILE.emptySpec()));
    assertThat(kubectl("delete", "tiltfile", "(Tiltfile)").err()).contains("is forbidden");
    assertThat(kubectl("delete", "tiltfiles", "--all").exit()).isEqualTo(1);
    assertThat(session.store.get(Kinds.TILTFILE, "(Tiltfile)")).isPresent();
  }
}
