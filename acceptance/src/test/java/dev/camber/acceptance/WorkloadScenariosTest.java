package dev.camber.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Jobs, bare pods, deploys by command, and what is switched off. */
@Tag("cluster")
@Execution(ExecutionMode.CONCURRENT)
class WorkloadScenariosTest {
  private static final Duration HALF_A_MINUTE = Duration.ofSeconds(30);

  @Test
  void a19Job() throws Exception {
    try (Scenario job = Scenario.restricted("A19-job")) {
      job.up();
      job.wait("job is not served", () -> job.get(0, "message.txt").body().contains("One-Up"));
      job.session().mark();
      job.replace("message.txt", "One-Up", "Two-Up");
      job.wait("job is not replaced", () -> job.get(0, "message.txt").body().contains("Two-Up"));
      String session = job.tilt().run("get", "session", "Tiltfile", "-o", "json").exits(0).out();
      assertThat(session.replaceAll("\\s+", ""))
          .containsPattern(
              "\"name\":\"foo:update\"[^]]*\\][^}]*\"state\":\\{\"waiting\":\\{\"waitReason\":\"waiting-for-dep\"|"
                  + "\"name\":\"foo:update\",\"resources\":\\[\"foo\"\\],\"state\":\\{\"waiting\":\\{\"waitReason\":\"waiting-for-dep\"");
      assertThat(job.session().console()).doesNotContain("foo ran");
    }
  }

  @Test
  void a20JobFail() throws Exception {
    try (Scenario fails = Scenario.restricted("A20-job_fail")) {
      Camber.Outcome outcome = fails.ci();
      assertThat(outcome.exit()).isEqualTo(1);
      assertThat(outcome.out()).contains("db-init job failed");
      assertThat(fails.podLines("app=db-init")).hasSize(1).allMatch(l -> l.endsWith(" Failed"));
      assertThat(fails.podLines("app=app")).isEmpty();
    }
  }

  @Test
  void a21JobReattach() throws Exception {
    try (Scenario job = Scenario.restricted("A21-job_reattach")) {
      job.ci().exits(0);
      List<String> pods = job.pods("app=db-init", "Succeeded");
      job.cluster().run("delete", "pod", pods.getFirst());
      job.ci().exits(0);
      assertThat(job.podLines("app=db-init")).isEmpty();
    }
  }

  @Test
  void a22TtlJob() throws Exception {
    try (Scenario ttl = Scenario.open("A22-ttl_job")) {
      ttl.up();
      ttl.session()
          .await("ttl-job │ job-success", Scenario.SLOW)
          .await("local │ success", HALF_A_MINUTE);
      ttl.wait(
          "the job does not go away",
          () -> ttl.cluster().run("get", "jobs,pods", "-o", "name").isBlank());
      String resource = ttl.tilt().run("get", "uiresource", "ttl-job", "-o", "json").exits(0).out();
      assertThat(resource).contains("\"runtimeStatus\": \"ok\"");
    }
  }

  @Test
  void a23ShortLivedPods() throws Exception {
    try (Scenario pods = Scenario.open("A23-shortlived_pods")) {
      pods.up();
      pods.session()
          .await("this pod ends well", Scenario.SLOW)
          .await("this pod ends badly", Scenario.SLOW);
    }
  }

  @Test
  void a25CustomDeploy() throws Exception {
    try (Scenario deploy = Scenario.restricted("A25-k8s_custom_deploy")) {
      deploy.up();
      deploy.pods("edition=first", "Running");
      deploy.serves("Welcome to nginx!");
      deploy.session().await("start worker processes");
      deploy.replace("deploy.yaml", "edition: first", "edition: second");
      deploy.pods("edition=second", "Running");
      deploy.serves("Welcome to nginx!");
      deploy.replace("web/index.html", "Hello", "Greetings");
      deploy.serves("Greetings from Live Update!");
      deploy.replace("web/fallback.txt", "fall", "falls");
      deploy.serves("Welcome to nginx!");
      Camber.Outcome down = deploy.tilt().run("down").exits(0);
      assertThat(down.out() + down.err()).contains("deployment.apps \"custom-deploy\" deleted");
    }
  }

  @Test
  void a26Disable() throws Exception {
    try (Scenario disable = Scenario.open("A26-disable")) {
      disable.up();
      String pod = disable.pod("disabletest");
      switched(disable, "true");
      disable.wait("the pod stays", () -> disable.podLines("app=disabletest").isEmpty());
      switched(disable, "false");
      assertThat(disable.pod("disabletest")).isNotEqualTo(pod);
    }
  }

  private static void switched(Scenario scenario, String off) throws Exception {
    scenario
        .tilt()
        .run(
            "patch",
            "configmap",
            "disabletest-disable",
            "-p",
            "{\"data\":{\"isDisabled\":\"" + off + "\"}}")
        .exits(0);
  }

  @Test
  void a32Ci() throws Exception {
    try (Scenario ci = Scenario.restricted("A32-tilt_ci")) {
      Camber.Outcome outcome = ci.ci().exits(0);
      for (String mode : List.of("auto", "manual")) {
        for (String parts : List.of("c-s", "c-", "-s")) {
          String started = "l-" + mode + "-init-" + parts + " ran";
          String waits = "l-" + mode + "-noinit-" + parts + " ran";
          if (parts.startsWith("c")) {
            assertThat(outcome.out()).contains("update of " + started);
          }
          if (parts.endsWith("s")) {
            assertThat(outcome.out()).contains("serve of " + started);
          }
          assertThat(outcome.out()).doesNotContain(waits);
        }
      }
      assertThat(outcome.out())
          .contains("k8s-server-e… │ Initial Build")
          .contains("k8s-job-enab… │ Initial Build")
          .doesNotContain("k8s-server-d…")
          .doesNotContain("k8s-job-disa…");
    }
  }

  @Test
  void a33TooManyDeployments() throws Exception {
    try (Scenario many = Scenario.open("A33-too_many_deployments")) {
      for (int i = 0; i < 2; i++) {
        Camber.Outcome outcome = many.ci("busybox1").exits(0);
        assertThat(outcome.out() + outcome.err()).doesNotContain("Throttling request");
      }
      many.pod("busybox1");
    }
  }
}
