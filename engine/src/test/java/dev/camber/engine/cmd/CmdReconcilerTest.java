package dev.camber.engine.cmd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.camber.engine.build.EngineKinds;
import dev.camber.engine.build.FileChanges;
import dev.camber.engine.log.LogLimits;
import dev.camber.engine.log.LogSegment;
import dev.camber.engine.log.LogStore;
import dev.camber.engine.reconcile.ManualLoop;
import dev.camber.host.env.Environment;
import dev.camber.host.process.HostProcesses;
import dev.camber.host.process.Processes;
import dev.camber.model.api.CmdSpec;
import dev.camber.model.api.CmdStatus;
import dev.camber.model.api.ConfigMapData;
import dev.camber.model.api.ConfigMapKey;
import dev.camber.model.api.DisableSource;
import dev.camber.model.api.Kinds;
import dev.camber.model.api.ObjectMeta;
import dev.camber.model.api.RestartOn;
import dev.camber.model.api.StartOn;
import dev.camber.model.api.UIButtonSpec;
import dev.camber.model.api.UIButtonStatus;
import dev.camber.model.api.UIComponentLocation;
import dev.camber.model.codec.MicroTime;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Cmd objects with real processes and a still clock. */
class CmdReconcilerTest {
  @TempDir Path directory;
  private final ManualLoop loop = new ManualLoop();
  private LogStore log;
  private CmdRunner runner;

  @BeforeEach
  void start() {
    log = new LogStore(loop, loop, directory, LogLimits.DEFAULT);
    Processes processes = HostProcesses.create();
    runner =
        new CmdRunner(
            loop.store,
            log,
            processes,
            new HostProbes(processes, Environment::ofThisProcess),
            loop,
            loop::execute,
            Environment::ofThisProcess,
            directory);
    loop.start(new CmdReconciler(loop.store, log, runner));
  }

  @AfterEach
  void stop() throws Exception {
    runner.stopAll(Duration.ofSeconds(5));
    log.close();
  }

  private static CmdSpec spec(String script) {
    return new CmdSpec(
        List.of("sh", "-c", script),
        "",
        List.of(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private static CmdSpec gated(String script) {
    return new CmdSpec(
        List.of("sh", "-c", script),
        "",
        List.of(),
        Optional.empty(),
        Optional.empty(),
        Optional.of(new StartOn(Optional.empty(), List.of("go"))),
        Optional.empty());
  }

  private void create(CmdSpec spec) throws Exception {
    loop.store.create(Kinds.CMD.object(ObjectMeta.named("c"), spec));
    loop.settle();
  }

  private void replace(CmdSpec spec) throws Exception {
    loop.store.edit(Kinds.CMD, "c", old -> old.withSpec(spec));
    loop.settle();
  }

  private void button() throws Exception {
    loop.store.create(
        Kinds.UI_BUTTON.object(
            ObjectMeta.named("go"),
            new UIButtonSpec(
                new UIComponentLocation("nav", "Global"), "Go", "", "", false, false, List.of())));
  }

  private void click() {
    loop.advance(Duration.ofSeconds(1));
    loop.store.editStatus(
        Kinds.UI_BUTTON,
        "go",
        old -> new UIButtonStatus(Optional.of(new MicroTime(loop.instant())), List.of()));
    loop.settle();
  }

  private CmdStatus status() {
    return loop.store.get(Kinds.CMD, "c").orElseThrow().status();
  }

  private CmdStatus.Terminated ended() {
    await().until(() -> status().terminated().isPresent());
    loop.settle();
    return status().terminated().orElseThrow();
  }

  private String console() {
    return log.read(0).segments().stream().map(LogSegment::text).collect(Collectors.joining());
  }

  private void eventually(String text) {
    await().until(() -> console().equals(text));
  }

  @Test
  void runsAtOnceAndTellsHowItEnded() throws Exception {
    create(spec("echo hello; exit 3"));
    CmdStatus.Terminated end = ended();
    assertThat(end.exitCode()).isEqualTo(3);
    assertThat(end.reason()).isEqualTo("exit status 3");
    eventually("Running cmd: echo hello; exit 3\nhello\n");
    assertThat(status().disableStatus().orElseThrow().reason())
        .isEqualTo("object does not specify a DisableSource");
  }

  @Test
  void saysWhyAProgramCannotBeStarted() throws Exception {
    create(
        new CmdSpec(
            List.of("nosuch-binary-here"),
            "",
            List.of(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty()));
    String reason =
        "failed to start: exec: \"nosuch-binary-here\": executable file not found in $PATH";
    assertThat(ended().reason()).isEqualTo(reason);
    assertThat(ended().exitCode()).isEqualTo(1);
    assertThat(console())
        .isEqualTo("Running cmd: nosuch-binary-here\nnosuch-binary-here " + reason + "\n");
  }

  @Test
  void waitsForAClickAndRunsOncePerClick() throws Exception {
    button();
    create(gated("echo ran"));
    assertThat(status().waiting().orElseThrow().reason())
        .isEqualTo("cmd StartOn has not been triggered");
    click();
    ended();
    eventually("Running cmd: echo ran\nran\n");
    replace(gated("echo ran"));
    click();
    eventually("Running cmd: echo ran\nran\nRunning cmd: echo ran\nran\n");
  }

  @Test
  void goesBackToWaitingWhenAGatedCommandChanges() throws Exception {
    button();
    create(gated("exec sleep 1000"));
    click();
    assertThat(status().running()).isPresent();
    replace(gated("echo other"));
    assertThat(status().waiting()).isPresent();
    assertThat(runner.isRunning("c")).isFalse();
  }

  @Test
  void restartsOnAFileEventAndOnlyOncePerEvent() throws Exception {
    loop.store.create(EngineKinds.FILE_CHANGES.object(ObjectMeta.named("w"), FileChanges.NONE));
    create(
        new CmdSpec(
            List.of("sh", "-c", "echo ran"),
            "",
            List.of(),
            Optional.empty(),
            Optional.of(new RestartOn(List.of("w"), List.of())),
            Optional.empty(),
            Optional.empty()));
    ended();
    eventually("Running cmd: echo ran\nran\n");
    loop.store.edit(
        EngineKinds.FILE_CHANGES,
        "w",
        old -> old.withSpec(old.spec().plus(List.of("/f"), 1, loop.instant())));
    loop.settle();
    eventually("Running cmd: echo ran\nran\nRunning cmd: echo ran\nran\n");
    loop.runner.enqueue(Kinds.CMD, "c");
    loop.settle();
    assertThat(console()).isEqualTo("Running cmd: echo ran\nran\nRunning cmd: echo ran\nran\n");
  }

  @Test
  void stopsWhenDisabledAndRunsAgainWhenEnabled() throws Exception {
    loop.store.create(
        Kinds.CONFIG_MAP.object(
            ObjectMeta.named("m"), new ConfigMapData(Map.of("isDisabled", "false"))));
    create(
        new CmdSpec(
            List.of("sh", "-c", "exec sleep 1000"),
            "",
            List.of(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.of(
                new DisableSource(Optional.of(new ConfigMapKey("m", "isDisabled")), List.of()))));
    assertThat(status().running()).isPresent();
    setDisabled("true");
    CmdStatus.Terminated end = ended();
    assertThat(end.exitCode()).isEqualTo(137);
    assertThat(end.reason()).isEqualTo("killed");
    assertThat(status().disableStatus().orElseThrow().state()).isEqualTo("Disabled");
    assertThat(console())
        .endsWith("Resource is disabled, stopping cmd [\"sh\" \"-c\" \"exec sleep 1000\"]\n");
    setDisabled("false");
    assertThat(status().running()).isPresent();
  }

  private void setDisabled(String value) throws Exception {
    loop.store.edit(
        Kinds.CONFIG_MAP, "m", old -> old.withSpec(new ConfigMapData(Map.of("isDisabled", value))));
    loop.settle();
  }

  @Test
  void waitsWhileItsConfigMapIsMissing() throws Exception {
    create(
        new CmdSpec(
            List.of("sh", "-c", "echo never"),
            "",
            List.of(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.of(
                new DisableSource(Optional.of(new ConfigMapKey("m", "isDisabled")), List.of()))));
    assertThat(console()).isEmpty();
    assertThat(status().disableStatus().orElseThrow().state()).isEmpty();
  }

  @Test
  void aDeletedCmdIsStopped() throws Exception {
    create(spec("exec sleep 1000"));
    assertThat(runner.isRunning("c")).isTrue();
    loop.store.delete(Kinds.CMD, "c");
    loop.settle();
    assertThat(runner.isRunning("c")).isFalse();
  }

  @Test
  void theEndStopsAllAtOnceAndStartsNoneAnyMore() throws Exception {
    create(spec("trap '' TERM; echo deaf; exec sleep 1000"));
    await().until(() -> console().endsWith("deaf\n"));
    assertThat(runner.stopAll(Duration.ofMillis(200))).isFalse();
    assertThat(runner.isRunning("c")).isFalse();
    loop.store.create(Kinds.CMD.object(ObjectMeta.named("late"), spec("echo late")));
    loop.settle();
    assertThat(
            loop.store
                .get(Kinds.CMD, "late")
                .orElseThrow()
                .status()
                .terminated()
                .orElseThrow()
                .reason())
        .isEqualTo("the session has ended");
  }

  @Test
  void aBadProbeIsAnError() throws Exception {
    create(
        new CmdSpec(
            List.of("true"),
            "",
            List.of(),
            Optional.of(
                new dev.camber.model.api.Probe(
                    Optional.empty(), Optional.empty(), Optional.empty(), 0, 0, 0, 0, 0)),
            Optional.empty(),
            Optional.empty(),
            Optional.empty()));
    assertThat(ended().exitCode()).isEqualTo(1);
    assertThat(console()).isEqualTo("Invalid readiness probe: unsupported probe type\n");
  }
}
