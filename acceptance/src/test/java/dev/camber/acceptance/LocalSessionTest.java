package dev.camber.acceptance;

import static dev.camber.acceptance.Waiting.until;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Sessions of processes of this machine, driven as a person drives them. */
@Tag("cluster")
class LocalSessionTest {
  private Camber camber;

  @BeforeEach
  void project() throws Exception {
    camber = Camber.inNewDirectory();
  }

  @AfterEach
  void cleanUp() throws Exception {
    camber.close();
  }

  @Test
  void aSavedFileRunsItsCommandAgainAndNothingElse() throws Exception {
    camber
        .file("a.txt", "one")
        .file(
            "Tiltfile",
            "local_resource('a', 'cat a.txt', deps=['a.txt'])",
            "local_resource('b', 'echo b runs')");
    Camber.Session session = camber.up();
    session.await("b │ b runs").await("a │ one");
    session.mark();
    camber.file("a.txt", "two");
    session.await("1 File Changed: \\[a.txt\\]").await("a │ two");
    assertThat(session.console().split("b runs", -1))
        .hasSize(2 + 1); // the command line and its output
    assertThat(session.stop("INT")).isZero();
  }

  @Test
  void aResourceWaitsForWhatItDependsOnUntilThatIsReady() throws Exception {
    camber.file(
        "Tiltfile",
        "local_resource('server', serve_cmd='echo up; sleep 1000',",
        "    readiness_probe=probe(exec=exec_action(['test', '-f', 'ready']), period_secs=1))",
        "local_resource('after', 'echo after runs', resource_deps=['server'])");
    Camber.Session session = camber.up();
    session.await("server │ up");
    until(() ->
        camber.run("get", "uiresource", "after", "-o", "json").out().contains("waiting-for-dep"));
    assertThat(session.console()).doesNotContain("after runs");
    camber.file("ready", "");
    session.await("after │ after runs");
    session.stop("INT");
  }

  @Test
  void anEditedTiltfileAddsChangesAndRemovesWithoutTouchingTheRest() throws Exception {
    camber.file(
        "Tiltfile",
        "local_resource('keep', serve_cmd='echo keep starts; sleep 1000')",
        "local_resource('change', 'echo version one')",
        "local_resource('remove', serve_cmd='echo remove starts; sleep 1000')");
    Camber.Session session = camber.up();
    session.await("keep starts").await("version one").await("remove starts").mark();
    camber.file(
        "Tiltfile",
        "local_resource('keep', serve_cmd='echo keep starts; sleep 1000')",
        "local_resource('change', 'echo version two')",
        "local_resource('add', 'echo added')");
    session.await("add │ added").await("change │ version two");
    until(() -> camber.run("get", "uiresource", "remove").exit() == 1);
    assertThat(session.console().split("keep starts\n", -1)).hasSize(2);
    session.mark();
    camber.file("Tiltfile", "local_resource('keep',");
    session.await("Tiltfile:\\d+:\\d+: got end of file").mark();
    assertThat(camber.run("get", "uiresource", "keep").exit()).isZero();
    camber.file("Tiltfile", "local_resource('healed', 'echo healed')");
    session.await("healed │ healed");
    session.stop("TERM");
  }

  @Test
  void triggerEnableAndDisableDoWhatTheySay() throws Exception {
    camber.file(
        "Tiltfile",
        "local_resource('job', 'echo job runs', trigger_mode=TRIGGER_MODE_MANUAL, auto_init=False)",
        "local_resource('server', serve_cmd='echo server starts; sleep 1000')");
    Camber.Session session = camber.up();
    session.await("server starts");
    assertThat(session.console()).doesNotContain("job runs");
    assertThat(camber.run("trigger", "job").exits(0).out())
        .isEqualTo("Successfully triggered update for resource: \"job\"\n");
    session.await("job │ job runs").mark();
    camber.run("disable", "server").exits(0);
    session.await("Resource \"server\" disabled");
    assertThat(camber.run("trigger", "server").exits(1).err())
        .isEqualTo("Error: resource \"server\" is currently disabled\n");
    camber.run("enable", "server").exits(0);
    session.await("server starts");
    assertThat(camber.run("trigger", "nosuch").exits(1).err())
        .isEqualTo("Error: (404): resource \"nosuch\" does not exist\n");
    assertThat(camber.run("logs", "job").exits(0).out()).contains("job runs");
    assertThat(camber.run("describe", "uiresource", "server").exits(0).out())
        .contains("Kind:", "UIResource");
    session.stop("INT");
  }

  @Test
  void scriptsThatCallTiltReachTheSessionTheyRunIn() throws Exception {
    camber
        .with("TILT_PORT", "1") // of another session
        .file(
            "controller.sh",
            "tilt get cmd --watch -o name | while read -r name; do echo \"saw $name\"; done")
        .file(
            "button.yaml",
            "apiVersion: tilt.dev/v1alpha1",
            "kind: UIButton",
            "metadata: {name: press}",
            "spec: {text: Press, location: {componentType: global, componentID: nav}}")
        .file(
            "Tiltfile",
            "print('this is', local('tilt version', quiet=True))",
            "local('tilt apply -f -', stdin=read_file('button.yaml'))",
            "local_resource('controller', serve_cmd='sh controller.sh')",
            "local_resource('job', 'echo asks $(env -u CAMBER_PORT tilt get uibutton press -o name)')");
    Camber.Session session = camber.up();
    session.await("this is v0\\.37\\.\\d+, built ").await("press created");
    session.await("controller │ saw cmd.tilt.dev/job:update");
    session.await("job │ asks uibutton.tilt.dev/press");
    assertThat(camber.run("dump", "engine").exits(0).out())
        .contains("\"Name\": \"job\"", "\"ResourceDependencies\": null");
    session.stop("INT");
  }

  @Test
  void ciEndsWellWhenAllIsReadyAndSaysWhatFailedOtherwise() throws Exception {
    camber.file(
        "Tiltfile",
        "local_resource('job', 'echo done')",
        "local_resource('server', serve_cmd='sleep 1000',",
        "    readiness_probe=probe(exec=exec_action(['true']), period_secs=1))");
    Camber.Outcome good = camber.run(Duration.ofMinutes(1), "ci").exits(0);
    assertThat(good.out()).contains("SUCCESS. All workloads are healthy.");
    camber.file("Tiltfile", "local_resource('bad', 'echo broken; exit 3')");
    Camber.Outcome bad = camber.run(Duration.ofMinutes(1), "ci").exits(1);
    assertThat(bad.out()).contains("bad │ broken");
    assertThat(bad.err()).contains("Error: Command \"echo broken; exit 3\" failed: exit status 3");
    camber.file(
        "Tiltfile",
        "local_resource('slow', serve_cmd='sleep 1000',",
        "    readiness_probe=probe(exec=exec_action(['false']), period_secs=1))");
    Camber.Outcome slow = camber.run(Duration.ofMinutes(1), "ci", "--timeout", "8s").exits(1);
    assertThat(slow.err()).contains("Error: Timeout after 8s: ").contains("slow:serve");
  }

  @Test
  void nothingIsLeftRunningAfterASignalNorAfterAKill() throws Exception {
    String tag = "camber-test-" + camber.port();
    camber.file(
        "Tiltfile",
        "local_resource('forks', serve_cmd='sh -c \"exec -a "
            + tag
            + " sleep 1000\" & sh -c \"sleep 1000 # "
            + tag
            + "\"; wait')");
    Camber.Session session = camber.up();
    until(() -> Waiting.processes(tag) > 0);
    session.stop("TERM");
    until(() -> Waiting.processes(tag) == 0);

    Camber.Session killed = camber.up();
    until(() -> Waiting.processes(tag) > 0);
    killed.stop("KILL");
    assertThat(Waiting.processes(tag)).as("a killed Camber cannot clean up").isPositive();
    camber.file("Tiltfile", "local_resource('other', 'echo next session')");
    Camber.Session next = camber.up();
    next.await("next session");
    until(() -> Waiting.processes(tag) == 0);
    next.stop("INT");
  }

  @Test
  void noisyServicesDoNotPushOutAQuietOne() throws Exception {
    String noise = "i=0; while [ $i -lt 100000 ]; do echo line $i; i=$((i+1)); done; exit 1";
    camber.file(
        "Tiltfile",
        "local_resource('quiet', 'for i in 1 2 3 4 5 6 7 8 9 10; do echo quiet $i; done')",
        "local_resource('noisy1', serve_cmd='" + noise + "', resource_deps=['quiet'])",
        "local_resource('noisy2', serve_cmd='" + noise + "', resource_deps=['quiet'])");
    Camber.Session session = camber.up();
    session.await("noisy1 │ line 99999", Duration.ofMinutes(2));
    session.await("noisy2 │ line 99999", Duration.ofMinutes(2));
    String quiet = camber.run("logs", "quiet").exits(0).out();
    for (int i = 1; i <= 10; i++) {
      assertThat(quiet).contains("quiet " + i + "\n");
    }
    session.stop("INT");
  }

  @Test
  void theStateOfASessionIsForItsOwnerOnlyAndGoesWithIt() throws Exception {
    camber.file("Tiltfile", "local_resource('a', 'true')");
    Camber.Session session = camber.up();
    Path file = camber.state().resolve("sessions/tilt-" + camber.port() + ".json");
    assertThat(Files.getPosixFilePermissions(file)).hasSize(2);
    session.stop("INT");
    assertThat(file).doesNotExist();
    assertThat(camber.run("get", "uiresources").exits(1).err())
        .isEqualTo("Error: No tilt apiserver found: tilt-" + camber.port() + "\n");
  }
}
