package dev.camber.engine.tiltfile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.camber.engine.build.BuildReason;
import dev.camber.engine.build.EngineKinds;
import dev.camber.engine.build.FileChanges;
import dev.camber.engine.build.GraphView;
import dev.camber.engine.build.TriggerQueue;
import dev.camber.engine.log.LogLimits;
import dev.camber.engine.log.LogSegment;
import dev.camber.engine.log.LogStore;
import dev.camber.engine.reconcile.ManualLoop;
import dev.camber.engine.rules.SpecRules;
import dev.camber.model.UserError;
import dev.camber.model.api.ApiObject;
import dev.camber.model.api.ConfigMapData;
import dev.camber.model.api.Kinds;
import dev.camber.model.api.ObjectMeta;
import dev.camber.model.api.TiltfileSpec;
import dev.camber.model.api.UIButtonStatus;
import dev.camber.model.codec.MicroTime;
import dev.camber.model.manifest.LocalTarget;
import dev.camber.model.manifest.Manifest;
import dev.camber.model.manifest.ShellCommand;
import dev.camber.model.manifest.TriggerMode;
import dev.camber.tiltfile.IgnoreSet;
import dev.camber.tiltfile.LoadRequest;
import dev.camber.tiltfile.LoadResult;
import dev.camber.tiltfile.Secret;
import dev.camber.tiltfile.Settings;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TiltfileReconcilerTest {
  private static final String MAIN = GraphView.MAIN_TILTFILE;

  @TempDir Path directory;
  private final ManualLoop loop = new ManualLoop(SpecRules.standard());
  private final Deque<LoadResult> results = new ArrayDeque<>();
  private final List<LoadRequest> requests = new ArrayList<>();
  private LogStore log;

  @BeforeEach
  void start() throws Exception {
    log = new LogStore(loop, loop, directory, LogLimits.DEFAULT);
    SessionSettings settings = SessionSettings.up(Path.of("/p/Tiltfile"), Path.of("/p"), List.of());
    loop.start(
        new TiltfileReconciler(
            loop.store,
            log,
            request -> {
              requests.add(request);
              if (request.cancellation().isCancelled()) {
                throw new InterruptedException();
              }
              return results.removeFirst();
            },
            settings,
            loop::execute));
    SessionObjects.create(loop.store, settings);
  }

  @AfterEach
  void stop() {
    log.close();
  }

  private static Manifest local(String name, String cmd, String... deps) {
    return new Manifest(
        name,
        List.of(),
        new LocalTarget(
            name,
            new ShellCommand(List.of("sh", "-c", cmd), "/p", List.of(), false),
            ShellCommand.NONE,
            List.of(),
            List.of(deps),
            true,
            List.of(),
            false,
            Optional.empty(),
            false),
        TriggerMode.AUTO,
        List.of(),
        "",
        Map.of("team", "team"));
  }

  private static LoadResult ok(Manifest... manifests) {
    return result(List.of(manifests), Optional.empty(), List.of("/p/Tiltfile"));
  }

  private static LoadResult result(
      List<Manifest> manifests, Optional<UserError> error, List<String> files) {
    return new LoadResult(
        manifests,
        manifests.stream().map(Manifest::name).toList(),
        IgnoreSet.NONE,
        files,
        settings(),
        List.of(new Secret("s", "k", "hunter2".getBytes(StandardCharsets.UTF_8))),
        List.of(),
        List.of(),
        List.of(),
        "",
        "",
        error);
  }

  private static Settings settings() {
    return new Settings(
        Map.of(),
        "",
        Settings.Telemetry.NONE,
        Settings.DockerPrune.DEFAULT,
        0,
        Map.of(),
        true,
        Settings.Updates.DEFAULT,
        List.of(),
        Optional.empty(),
        Settings.Ci.DEFAULT,
        true);
  }

  private void load(LoadResult next) {
    results.add(next);
    TriggerQueue.add(loop.store, MAIN, BuildReason.TRIGGER_CLI);
    loop.settle();
  }

  private String console() {
    return log.read(0).segments().stream().map(LogSegment::text).collect(Collectors.joining());
  }

  private Optional<String> disabled(String resource) {
    return loop.store
        .get(Kinds.CONFIG_MAP, resource + "-disable")
        .map(map -> map.spec().data().get("isDisabled"));
  }

  @Test
  void makesWhatAResourceNeedsAndTakesItAwayAgain() throws Exception {
    results.add(ok(local("a", "echo", "/p/data"), local("b", "echo")));
    loop.settle();
    assertThat(loop.store.list(Kinds.UI_RESOURCE))
        .extracting(ApiObject::name)
        .containsExactly("(Tiltfile)", "a", "b");
    assertThat(loop.store.list(Kinds.FILE_WATCH))
        .extracting(ApiObject::name)
        .containsExactly("configs:(Tiltfile)", "local:a");
    assertThat(loop.store.get(Kinds.CMD, "a:update")).isPresent();
    assertThat(loop.store.get(Kinds.TOGGLE_BUTTON, "a-disable")).isPresent();
    load(ok(local("b", "echo")));
    assertThat(loop.store.list(Kinds.UI_RESOURCE))
        .extracting(ApiObject::name)
        .containsExactly("(Tiltfile)", "b");
    assertThat(loop.store.get(Kinds.CMD, "a:update")).isEmpty();
    assertThat(loop.store.get(EngineKinds.RESOURCE, "a")).isEmpty();
    assertThat(loop.store.get(Kinds.UI_BUTTON, "(Tiltfile)-stopbuild")).isPresent();
  }

  @Test
  void touchesOnlyWhatDiffers() throws Exception {
    results.add(ok(local("a", "echo"), local("b", "echo")));
    loop.settle();
    ApiObject<?, ?> before = loop.store.get(Kinds.CMD, "a:update").orElseThrow();
    load(ok(local("a", "echo"), local("b", "echo differently")));
    assertThat(loop.store.get(Kinds.CMD, "a:update").orElseThrow()).isEqualTo(before);
    assertThat(loop.store.get(EngineKinds.RESOURCE, "a").orElseThrow().status().configChange())
        .isEmpty();
    assertThat(loop.store.get(EngineKinds.RESOURCE, "b").orElseThrow().status().configChange())
        .isPresent();
  }

  @Test
  void keepsEverythingAfterAFailedRunAndWatchesTheFileWithTheMistake() throws Exception {
    results.add(ok(local("a", "echo")));
    loop.settle();
    load(result(List.of(), Optional.of(new UserError("boom")), List.of("/p/Tiltfile", "/p/other")));
    assertThat(loop.store.get(EngineKinds.RESOURCE, "a")).isPresent();
    assertThat(loop.store.get(Kinds.CMD, "a:update")).isPresent();
    assertThat(
            loop.store
                .get(Kinds.FILE_WATCH, "configs:(Tiltfile)")
                .orElseThrow()
                .spec()
                .watchedPaths())
        .contains("/p/Tiltfile", "/p/other");
    assertThat(
            loop.store
                .get(Kinds.TILTFILE, MAIN)
                .orElseThrow()
                .status()
                .terminated()
                .orElseThrow()
                .error())
        .isEqualTo("boom");
    assertThat(console()).endsWith("CLI Trigger\nboom\n");
  }

  @Test
  void keepsWhatAPersonSwitchedOffUntilTheArgumentsChange() throws Exception {
    results.add(ok(local("a", "echo")));
    loop.settle();
    loop.store.edit(
        Kinds.CONFIG_MAP,
        "a-disable",
        map -> map.withSpec(new ConfigMapData(Map.of("isDisabled", "true"))));
    load(ok(local("a", "echo"), local("new", "echo")));
    assertThat(disabled("a")).contains("true");
    assertThat(disabled("new")).contains("false");
    results.add(ok(local("a", "echo"), local("new", "echo")));
    setArgs(List.of("x"));
    assertThat(disabled("a")).contains("false");
  }

  @Test
  void argumentsOfARunThatFailedDecideAtTheNextThatSucceeds() throws Exception {
    results.add(ok(local("a", "echo")));
    loop.settle();
    loop.store.edit(
        Kinds.CONFIG_MAP,
        "a-disable",
        map -> map.withSpec(new ConfigMapData(Map.of("isDisabled", "true"))));
    results.add(result(List.of(), Optional.of(new UserError("boom")), List.of("/p/Tiltfile")));
    setArgs(List.of("x"));
    assertThat(disabled("a")).contains("true");
    load(ok(local("a", "echo")));
    assertThat(disabled("a")).contains("false");
  }

  private void setArgs(List<String> args) throws Exception {
    loop.store.edit(
        Kinds.TILTFILE,
        MAIN,
        old ->
            old.withSpec(
                new TiltfileSpec(
                    old.spec().path(),
                    old.spec().labels(),
                    old.spec().restartOn(),
                    args,
                    old.spec().stopOn())));
    loop.settle();
  }

  @Test
  void runsAgainWhenAConfigFileChangedSinceTheRunBegan() throws Exception {
    results.add(ok(local("a", "echo")));
    loop.settle();
    loop.store.create(
        EngineKinds.FILE_CHANGES.object(
            ObjectMeta.named("configs:(Tiltfile)"),
            FileChanges.NONE.plus(List.of("/p/Tiltfile"), 1, loop.instant())));
    results.add(ok(local("a", "echo")));
    loop.settle();
    assertThat(requests).hasSize(2);
    assertThat(console()).endsWith("1 File Changed: [Tiltfile]\n");
  }

  @Test
  void aTiltfileWithoutResourcesIsAnError() {
    results.add(ok());
    loop.settle();
    assertThat(console())
        .endsWith(
            "No resources found. Check out https://docs.tilt.dev/tutorial.html to get started!\n");
  }

  @Test
  void aClickOnItsStopButtonCancelsARun() throws Exception {
    results.add(ok(local("a", "echo")));
    loop.settle();
    // Queued behind the beginning of the run, and before the run itself.
    TriggerQueue.add(loop.store, MAIN, BuildReason.TRIGGER_CLI);
    loop.step();
    loop.store.editStatus(
        Kinds.UI_BUTTON,
        "(Tiltfile)-stopbuild",
        old -> new UIButtonStatus(Optional.of(new MicroTime(loop.instant())), List.of()));
    results.add(ok(local("a", "echo")));
    loop.settleLastFirst();
    assertThat(console()).endsWith("build canceled\n");
  }

  @Test
  void secretsOfTheRunAreTakenOutOfWhatItPrinted() {
    log.logger("other", "x").info("before hunter2");
    results.add(ok(local("a", "echo")));
    loop.settle();
    log.logger("other", "x").info("value hunter2");
    loop.advance(Duration.ofSeconds(1));
    assertThat(console()).contains("before hunter2").contains("value [redacted secret s:k]");
  }

  @Test
  void aNameTakenByAnotherTiltfileStaysWithIt() throws Exception {
    results.add(ok(local("a", "echo first")));
    loop.settle();
    results.add(ok(local("a", "echo second"), local("c", "echo")));
    loop.store.create(
        Kinds.TILTFILE.object(
            ObjectMeta.named("ext"),
            new TiltfileSpec(
                "/p/ext/Tiltfile",
                Map.of("l", "v"),
                Optional.empty(),
                List.of(),
                Optional.empty())));
    loop.settle();
    assertThat(console()).contains("Resource defined in two tiltfiles: ext, (Tiltfile)\n");
    assertThat(loop.store.get(EngineKinds.RESOURCE, "a").orElseThrow().spec().tiltfile())
        .isEqualTo(MAIN);
    assertThat(loop.store.get(Kinds.UI_RESOURCE, "c").orElseThrow().metadata().labels())
        .containsEntry("l", "v")
        .containsEntry("team", "team");
    loop.store.delete(Kinds.TILTFILE, "ext");
    loop.settle();
    assertThat(loop.store.get(EngineKinds.RESOURCE, "c")).isEmpty();
    assertThat(loop.store.get(Kinds.UI_RESOURCE, "c")).isEmpty();
  }
}
