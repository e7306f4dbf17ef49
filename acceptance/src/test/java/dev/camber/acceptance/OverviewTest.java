package dev.camber.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** {@code status}, {@code why} and {@code sessions} against a session that is not well. */
@Tag("cluster")
class OverviewTest {
  @Test
  void theyShowWhatFailedWhatWaitsForWhatAndWhichSessionsRun() throws Exception {
    try (Camber camber = Camber.inNewDirectory()) {
      assertThat(camber.run("sessions").exits(0).err())
          .isEqualTo("No session runs on this machine\n");
      camber.file(
          "Tiltfile",
          "local_resource('server', serve_cmd='echo serving; sleep 1000', links=['http://localhost:1/'],",
          "    readiness_probe=probe(exec=exec_action(['test', '-f', 'ready']), period_secs=1))",
          "local_resource('after', 'true', resource_deps=['server'])",
          "local_resource('broken', 'echo the reason; exit 3')");
      Camber.Session session = camber.up();
      session.await("the reason").await("serving").await("Build Failed");

      Camber.Outcome status = camber.run("status", "--check").exits(1);
      assertThat(status.out().lines().toList().get(1)).startsWith("broken ").contains(" failed ");
      assertThat(status.out())
          .contains("http://localhost:1/")
          .contains("waiting for server to become ready");

      assertThat(camber.run("why", "after").exits(0).out())
          .isEqualTo(
              "after: waiting for server to become ready\n"
                  + "  → server: waiting, its readiness probe has not succeeded yet\n");
      assertThat(camber.run("why").exits(0).out())
          .contains("broken: failed, Command \"echo the reason; exit 3\" failed: exit status 3")
          .containsPattern("\\d+\\.\\ds  error  Initial Build")
          .contains("    the reason\n")
          .doesNotContain("(Tiltfile):");
      assertThat(camber.run("why", "brokn").exits(1).err())
          .isEqualTo("Error: no such resource \"brokn\"; did you mean \"broken\"?\n");

      assertThat(camber.run("sessions", "--no-headers").exits(0).out())
          .startsWith(camber.port() + "   " + session.pid() + "   ")
          .contains(camber.project().toRealPath().toString());
      session.stop("INT");
    }
  }
}
