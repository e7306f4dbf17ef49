package dev.camber.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Saved files get into containers that run, and into those that come after them. */
@Tag("cluster")
@Execution(ExecutionMode.CONCURRENT)
class LiveUpdateScenariosTest {
  private static final String FIRST = "🍄 One-Up! 🍄";
  private static final String SECOND = "🍄 Two-Up! 🍄";

  @Test
  void a05OneWatch() throws Exception {
    healsAndFollows("A05-onewatch", "onewatch");
  }

  @Test
  void a07LiveUpdateSelector() throws Exception {
    healsAndFollows("A07-live_update_selector", "onewatch-selector");
  }

  private static void healsAndFollows(String scenario, String app) throws Exception {
    try (Scenario watch = Scenario.restricted(scenario)) {
      watch.up();
      watch.serves(FIRST);
      String pod = watch.pod(app);
      watch.session().mark();
      watch.replace("page.sh", "echo", "if then echo");
      watch.session().await("Failed to update container");
      watch.replace("page.sh", "if then echo '🍄 One", "echo '🍄 Two");
      watch.serves(SECOND);
      assertThat(watch.pod(app)).isEqualTo(pod);
      watch.cluster().run("delete", "pod", pod, "--wait=false");
      watch.podOtherThan(app, pod);
      watch.serves(SECOND);
    }
  }

  @Test
  void a06OneWatchExec() throws Exception {
    try (Scenario watch = Scenario.open("A06-onewatch_exec")) {
      watch.up("--update-mode=exec");
      watch.serves(FIRST);
      String pod = watch.pod("onewatch-exec");
      watch.replace("index.html", "One-Up", "Two-Up");
      watch.serves(SECOND);
      assertThat(watch.pod("onewatch-exec")).isEqualTo(pod);
    }
  }

  @Test
  void a08LiveUpdateAfterCrashRebuild() throws Exception {
    try (Scenario crash = Scenario.restricted("A08-live_update_after_crash_rebuild")) {
      crash.up();
      crash.serves(FIRST);
      String pod = crash.pod("crash-rebuild");
      crash.replace("index.html", "One-Up", "Two-Up");
      crash.serves(SECOND);
      assertThat(crash.pod("crash-rebuild")).isEqualTo(pod);
      crash.cluster().run("delete", "pod", pod, "--wait=false");
      String next = crash.podOtherThan("crash-rebuild", pod);
      crash.serves(SECOND);
      crash.replace("index.html", "Two-Up", "Three-Up");
      crash.serves("🍄 Three-Up! 🍄");
      assertThat(crash.pod("crash-rebuild")).isEqualTo(next);
    }
  }

  @Test
  void a09LiveUpdateBaseImage() throws Exception {
    try (Scenario base = Scenario.open("A09-live_update_base_image")) {
      base.up();
      base.serves(FIRST);
      String pod = base.pod("base-image");
      base.session().mark();
      base.replace("content/index.html", "One-Up", "Two-Up");
      base.session().await("Will copy 1 file\\(s\\) to container");
      base.serves(SECOND);
      assertThat(base.pod("base-image")).isEqualTo(pod);
    }
  }

  @Test
  void a10LiveUpdateOnly() throws Exception {
    try (Scenario only = Scenario.restricted("A10-live_update_only")) {
      only.up();
      only.serves("Welcome to nginx!");
      only.replace("web/index.html", "Hello", "Greetings");
      only.serves("Greetings from Live Update!");
      only.session().mark();
      only.replace("special.txt", "one", "two");
      only.session()
          .await(
              "1 File Changed: \\[special\\.txt\\]\\n[^\\n]*STEP 1/1 — Deploying",
              Duration.ofSeconds(15));
      only.replace("web/index.html", "Greetings", "Salutations");
      only.serves("Salutations from Live Update!");
    }
  }

  @Test
  void a11SameImageMultiContainer() throws Exception {
    bothContainersFollow("A11-same_img_multi_container", "same-image");
  }

  @Test
  void a12RestartProcessDifferentUser() throws Exception {
    bothContainersFollow("A12-restart_process_different_user", "other-user");
  }

  private static void bothContainersFollow(String scenario, String app) throws Exception {
    try (Scenario both = Scenario.open(scenario)) {
      both.up();
      both.serves(0, FIRST);
      both.serves(1, FIRST);
      String pod = both.pod(app);
      both.replace("index.html", "One-Up", "Two-Up");
      both.serves(0, SECOND);
      both.serves(1, SECOND);
      assertThat(both.pod(app)).isEqualTo(pod);
      both.cluster().run("exec", pod, "-c", "second", "--", "kill", "1");
      both.wait("second container did not restart", () -> restarts(both, pod).contains("1"));
      both.serves(1, SECOND);
      both.serves(0, SECOND);
      assertThat(both.pod(app)).isEqualTo(pod);
    }
  }

  private static String restarts(Scenario scenario, String pod) throws Exception {
    return scenario
        .cluster()
        .run("get", "pod", pod, "-o", "jsonpath={.status.containerStatuses[*].restartCount}");
  }

  @Test
  void a13LiveUpdateTwoImagesOneManifest() throws Exception {
    try (Scenario two = Scenario.open("A13-live_update_two_images_one_manifest")) {
      two.up();
      two.serves(0, "sparkle one");
      two.serves(1, "tada one");
      String pod = two.pod("two-images");
      two.replace("sparkle/index.html", "one", "two");
      two.serves(0, "sparkle two");
      two.serves(1, "tada one");
      two.replace("tada/index.html", "one", "two");
      two.serves(1, "tada two");
      two.replace("sparkle/index.html", "two", "three");
      two.replace("tada/index.html", "two", "three");
      two.serves(0, "sparkle three");
      two.serves(1, "tada three");
      assertThat(two.pod("two-images")).isEqualTo(pod);
      two.cluster().run("exec", pod, "-c", "sparkle", "--", "kill", "1");
      two.wait("container did not restart", () -> restarts(two, pod).contains("1"));
      two.serves(0, "sparkle three");
      two.serves(1, "tada three");
    }
  }
}
