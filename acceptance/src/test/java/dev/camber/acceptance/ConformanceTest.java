package dev.camber.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/**
 * The API of one running session as other people's programs see it: kubectl, fabric8's client and
 * Go's. What the server does with single requests is tested beside it; here stands that these
 * programs work, with the objects that the engine acts on.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 5, unit = TimeUnit.MINUTES)
final class ConformanceTest {
  private static final String MAP =
      """
      apiVersion: tilt.dev/v1alpha1
      kind: ConfigMap
      metadata: {name: NAME, labels: {team: a}}
      data: {sky: blue}
      """;

  private final Camber camber;
  private final Path kubeconfig;
  private final String context;

  ConformanceTest() throws IOException {
    camber = Camber.inNewDirectory();
    kubeconfig = camber.state().resolve("config");
    context = "tilt-" + camber.port();
  }

  @BeforeAll
  void start() throws Exception {
    camber
        .file(
            "Tiltfile",
            "local_resource('hello', cmd='echo hello', labels=['greetings'])",
            "local_resource('later', cmd='echo later', auto_init=False,",
            "               trigger_mode=TRIGGER_MODE_MANUAL)",
            "local_resource('never', cmd='false', auto_init=False,",
            "               trigger_mode=TRIGGER_MODE_MANUAL)")
        .up()
        .await("hello │ hello");
  }

  @AfterAll
  void end() throws Exception {
    camber.close();
  }

  private record Result(int exit, String out, String err) {}

  private ProcessBuilder command(String... arguments) {
    List<String> command = new ArrayList<>(List.of("kubectl", "--context", context));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).directory(camber.project().toFile());
    builder.environment().put("HOME", camber.project().getParent().resolve("home").toString());
    builder.environment().put("KUBECONFIG", kubeconfig.toString());
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
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return new Result(process.exitValue(), out, err);
  }

  private Path manifest(String name) throws IOException {
    return Files.writeString(camber.project().resolve(name + ".yaml"), MAP.replace("NAME", name));
  }

  private String data(String name, String key) throws Exception {
    return kubectl("get", "cm", name, "-o", "jsonpath={.data." + key + "}").out();
  }

  @Test
  void kubectlSeesTheKindsAndTheirFields() throws Exception {
    assertThat(kubectl("api-resources", "--no-headers").out().lines())
        .hasSizeGreaterThanOrEqualTo(20)
        .anySatisfy(l -> assertThat(l).matches("uiresources +tilt.dev/v1alpha1 +false +UIResource"))
        .allSatisfy(l -> assertThat(l).contains("tilt.dev/v1alpha1"));
    assertThat(kubectl("explain", "cmd.status", "--recursive").out())
        .contains("KIND:       Cmd", "terminated\t<CmdStateTerminated>", "exitCode\t<integer>")
        .contains("pid\t<integer> -required-");
    assertThat(kubectl("explain", "filewatch.metadata.ownerReferences").out())
        .contains("uid\t<string> -required-");
  }

  @Test
  void kubectlGetsAndDescribesWhatTheTiltfileMade() throws Exception {
    assertThat(kubectl("get", "uiresources", "-o", "name", "-l", "greetings").out())
        .isEqualTo("uiresource.tilt.dev/hello\n");
    assertThat(kubectl("get", "cmds").out()).startsWith("NAME ").contains("hello:update");
    assertThat(
            kubectl(
                    "get",
                    "uiresources",
                    "--sort-by=.status.order",
                    "-o",
                    "custom-columns=NAME:.metadata.name,STATE:.status.updateStatus",
                    "--no-headers")
                .out()
                .replaceAll(" +", " "))
        .startsWith("(Tiltfile) ok\nhello ok\nlater ")
        .endsWith("\nnever none\n");
    assertThat(kubectl("describe", "uiresource", "hello").out())
        .containsPattern("Name: +hello\n")
        .containsPattern("Update Status: +ok")
        .containsPattern("Events: +<none>");
    Result missing = kubectl("get", "cmd", "nosuch");
    assertThat(missing.exit()).isEqualTo(1);
    assertThat(missing.err())
        .isEqualTo("Error from server (NotFound): cmds.tilt.dev \"nosuch\" not found\n");
  }

  @Test
  void kubectlAppliesByItselfAndOnTheServerAndTheOneFollowsTheOther() throws Exception {
    Path file = manifest("applied");
    String path = file.toString();
    assertThat(kubectl("apply", "-f", path).out())
        .isEqualTo("configmap.tilt.dev/applied created\n");
    assertThat(kubectl("apply", "-f", path).out())
        .isEqualTo("configmap.tilt.dev/applied unchanged\n");
    Files.writeString(file, Files.readString(file).replace("sky: blue", "sea: green"));
    assertThat(kubectl("diff", "-f", path).exit()).isEqualTo(1);
    assertThat(kubectl("apply", "--server-side", "--force-conflicts", "-f", path).out())
        .isEqualTo("configmap.tilt.dev/applied serverside-applied\n");
    // The annotation of client-side apply followed what the server applied.
    assertThat(kubectl("apply", "view-last-applied", "-f", path).out())
        .contains("sea: green")
        .doesNotContain("sky");
    assertThat(data("applied", "sea")).isEqualTo("green");
    Result conflict =
        kubectl(
            "apply",
            "--server-side",
            "--field-manager=other",
            "-f",
            manifest("applied").toString());
    assertThat(conflict.exit()).isZero(); // another field: nobody owns it
    Files.writeString(file, Files.readString(file).replace("sky: blue", "sea: red"));
    conflict = kubectl("apply", "--server-side", "--field-manager=other", "-f", path);
    assertThat(conflict.exit()).isEqualTo(1);
    assertThat(conflict.err()).contains("Apply failed with 1 conflict").contains(".data.sea");
  }

  @Test
  void kubectlEditsPatchesLabelsAndDeletes() throws Exception {
    kubectl("create", "-f", manifest("edited").toString());
    Path editor =
        Files.writeString(
            camber.project().resolve("editor"),
            "#!/bin/sh\nsed -i 's/sky: blue/sky: red/' \"$1\"\n");
    Files.setPosixFilePermissions(editor, PosixFilePermissions.fromString("rwx------"));
    ProcessBuilder edit = command("edit", "cm", "edited");
    edit.environment().put("KUBE_EDITOR", editor.toString());
    assertThat(run(edit).out()).isEqualTo("configmap.tilt.dev/edited edited\n");
    assertThat(data("edited", "sky")).isEqualTo("red");
    String name = "cm/edited";
    kubectl("patch", name, "--type=merge", "-p", "{\"data\":{\"merged\":\"1\"}}");
    kubectl("patch", name, "--type=strategic", "-p", "{\"data\":{\"strategic\":\"2\"}}");
    kubectl(
        "patch",
        name,
        "--type=json",
        "-p",
        "[{\"op\":\"add\",\"path\":\"/data/json\",\"value\":\"3\"}]");
    assertThat(kubectl("get", "cm", "edited", "-o", "jsonpath={.data}").out())
        .isEqualTo("{\"json\":\"3\",\"merged\":\"1\",\"sky\":\"red\",\"strategic\":\"2\"}");
    assertThat(kubectl("patch", name, "-p", "{\"data\":{\"merged\":\"1\"}}").out())
        .isEqualTo("configmap.tilt.dev/edited patched (no change)\n");
    assertThat(kubectl("label", name, "x=y").out())
        .isEqualTo("configmap.tilt.dev/edited labeled\n");
    assertThat(kubectl("delete", "cm", "-l", "x=y", "--dry-run=server").out())
        .isEqualTo("configmap.tilt.dev \"edited\" deleted (server dry run)\n");
    assertThat(kubectl("delete", "cm", "-l", "x=y").out())
        .isEqualTo("configmap.tilt.dev \"edited\" deleted\n");
    assertThat(kubectl("get", "cm", "edited", "--ignore-not-found").out()).isEmpty();
  }

  @Test
  void kubectlWaitsForAndWatchesWhatTheEngineDoes() throws Exception {
    assertThat(
            kubectl("wait", "--for=jsonpath={.status.updateStatus}=ok", "uiresource/hello").out())
        .isEqualTo("uiresource.tilt.dev/hello condition met\n");
    Result late = kubectl("wait", "--for=condition=Ready", "uiresource/later", "--timeout=1s");
    assertThat(late.exit()).isEqualTo(1);
    assertThat(late.err()).contains("timed out waiting for the condition");
    Process watch =
        command(
                "get",
                "uiresource",
                "later",
                "--watch-only",
                "-o",
                "jsonpath={.status.updateStatus}{\"\\n\"}")
            .start();
    try (BufferedReader lines = watch.inputReader()) {
      // --watch-only says nothing before something happens, so it happens until it is seen.
      Thread clicks =
          Thread.ofVirtual()
              .start(() -> {
                while (watch.isAlive() && !Thread.currentThread().isInterrupted()) {
                  try {
                    camber.run("trigger", "later").exits(0);
                  } catch (IOException | InterruptedException e) {
                    return;
                  }
                }
              });
      String line = lines.readLine();
      while (line != null && !line.equals("ok")) {
        line = lines.readLine();
      }
      clicks.interrupt();
      assertThat(line).isEqualTo("ok");
    } finally {
      watch.destroy();
    }
  }

  @Test
  void whatIsInvalidIsRefusedOnCreateAndOnUpdate() throws Exception {
    Path cmd =
        Files.writeString(
            camber.project().resolve("cmd.yaml"),
            """
            apiVersion: tilt.dev/v1alpha1
            kind: UIButton
            metadata: {name: b}
            spec: {text: Go, location: {componentID: nav, componentType: Global}}
            """);
    assertThat(kubectl("create", "-f", cmd.toString()))
        .isEqualTo(new Result(0, "uibutton.tilt.dev/b created\n", ""));
    Result emptied =
        kubectl("patch", "uibutton", "b", "--type=merge", "-p", "{\"spec\":{\"text\":\"\"}}");
    assertThat(emptied.exit()).isEqualTo(1);
    assertThat(emptied.err())
        .isEqualTo(
            "The UIButton \"b\" is invalid: spec.text: Required value: Button text cannot be empty\n");
    Result unknown =
        kubectl("patch", "uibutton", "b", "--type=merge", "-p", "{\"spec\":{\"txet\":\"\"}}");
    assertThat(unknown.out() + unknown.err()).contains("unknown field \"spec.txet\"");
    Result main = kubectl("delete", "tiltfile", "(Tiltfile)");
    assertThat(main.err())
        .contains("Forbidden")
        .contains("the main Tiltfile is the session itself");
  }

  private KubernetesClient fabric8() throws IOException {
    // The registry file leaves the current context to its reader.
    String text =
        Files.readString(kubeconfig).replaceAll("(?m)^current-context:.*\\R?", "")
            + "current-context: "
            + context
            + "\n";
    Config config = Config.fromKubeconfig(text);
    return new KubernetesClientBuilder().withConfig(config).build();
  }

  private static GenericKubernetesResource map(String name, String value) {
    GenericKubernetesResource map = new GenericKubernetesResource();
    map.setApiVersion("tilt.dev/v1alpha1");
    map.setKind("ConfigMap");
    map.setMetadata(new ObjectMetaBuilder().withName(name).addToLabels("by", "java").build());
    map.setAdditionalProperty("data", Map.of("value", value));
    return map;
  }

  private static final class Events implements Watcher<GenericKubernetesResource> {
    private final BlockingQueue<String> seen = new LinkedBlockingQueue<>();

    @Override
    public void eventReceived(Action action, GenericKubernetesResource object) {
      seen.add(
          action
              + " "
              + object.getMetadata().getName()
              + " "
              + object.<String>get("data", "value"));
    }

    @Override
    public void onClose(WatcherException cause) {
      seen.add("closed: " + cause);
    }
  }

  @Test
  void theClientOfFabric8ListsWatchesAndPatches() throws Exception {
    try (KubernetesClient client = fabric8()) {
      var maps = client.genericKubernetesResources("tilt.dev/v1alpha1", "ConfigMap");
      for (int i = 1; i <= 3; i++) {
        maps.resource(map("java-" + i, "one")).create();
      }
      var page = maps.withLabel("by", "java").list(new ListOptionsBuilder().withLimit(2L).build());
      assertThat(page.getItems()).hasSize(2);
      var rest =
          maps.withLabel("by", "java")
              .list(
                  new ListOptionsBuilder()
                      .withLimit(2L)
                      .withContinue(page.getMetadata().getContinue())
                      .build());
      assertThat(rest.getItems()).hasSize(1);
      Events events = new Events();
      String version = rest.getMetadata().getResourceVersion();
      try (Watch watch =
          maps.withLabel("by", "java")
              .watch(
                  new ListOptionsBuilder()
                      .withResourceVersion(version)
                      .withAllowWatchBookmarks(true)
                      .build(),
                  events)) {
        assertThat(watch).isNotNull();
        var first = maps.withName("java-1");
        first.patch(PatchContext.of(PatchType.JSON_MERGE), "{\"data\":{\"value\":\"merged\"}}");
        first.patch(
            PatchContext.of(PatchType.JSON),
            "[{\"op\":\"replace\",\"path\":\"/data/value\",\"value\":\"replaced\"}]");
        first.patch(
            PatchContext.of(PatchType.STRATEGIC_MERGE), "{\"data\":{\"value\":\"strategic\"}}");
        maps.resource(map("java-1", "applied")).forceConflicts().serverSideApply();
        first.delete();
        List<String> seen = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
          seen.add(String.valueOf(events.seen.poll(30, TimeUnit.SECONDS)));
        }
        assertThat(seen)
            .containsExactly(
                "MODIFIED java-1 merged",
                "MODIFIED java-1 replaced",
                "MODIFIED java-1 strategic",
                "MODIFIED java-1 applied",
                "DELETED java-1 applied");
      }
      assertThatThrownBy(() -> maps.resource(map("java-2", "again")).create())
          .isInstanceOfSatisfying(
              KubernetesClientException.class,
              e -> assertThat(e.getStatus().getReason()).isEqualTo("AlreadyExists"));
    }
  }

  @Test
  void theClientOfGoListsWatchesAndPatches() throws Exception {
    Path root = Path.of(System.getProperty("camber.root"));
    Path source = root.resolve("acceptance/src/test/go/watcher");
    Path program = camber.project().resolve("watcher");
    Result built =
        run(
            new ProcessBuilder("go", "build", "-mod=readonly", "-o", program.toString(), ".")
                .directory(source.toFile()));
    assertThat(built.exit()).as(built.err()).isZero();
    Result seen = run(new ProcessBuilder(program.toString(), kubeconfig.toString(), context));
    assertThat(seen.err()).isEmpty();
    assertThat(seen.out())
        .isEqualTo(
            """
            pages 2 1
            conflict true
            kept true
            MODIFIED go-1 merged
            MODIFIED go-1 replaced
            MODIFIED go-1 strategic
            MODIFIED go-1 applied
            DELETED go-1 applied
            expired true
            """);
  }
}
