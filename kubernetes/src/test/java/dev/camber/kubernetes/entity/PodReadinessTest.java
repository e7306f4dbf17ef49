package dev.camber.kubernetes.entity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.camber.model.api.ObjectSelector;
import dev.camber.model.manifest.PodReadinessMode;
import java.util.List;
import org.junit.jupiter.api.Test;

class PodReadinessTest {
  private static PodReadiness.Rule rule(String kind, PodReadinessMode mode)
      throws ManifestException {
    return new PodReadiness.Rule(ObjectMatcher.of(new ObjectSelector("", kind, "", "")), mode);
  }

  private static List<K8sEntity> object(String kind) throws ManifestException {
    return ManifestReader.read("apiVersion: e.org/v1\nkind: " + kind + "\nmetadata: {name: x}\n");
  }

  @Test
  void whatTheResourceSaysComesFirst() throws Exception {
    assertThat(
            PodReadiness.of(
                PodReadinessMode.IGNORE,
                List.of(rule("Job", PodReadinessMode.SUCCEEDED)),
                object("Job"),
                false))
        .isEqualTo(PodReadinessMode.IGNORE);
  }

  @Test
  void ofSeveralRulesWaitBeatsIgnoreBeatsSucceeded() throws Exception {
    List<PodReadiness.Rule> rules =
        List.of(rule("Job", PodReadinessMode.SUCCEEDED), rule("CronJob", PodReadinessMode.IGNORE));
    assertThat(PodReadiness.of(PodReadinessMode.NONE, rules, object("CronJob"), false))
        .isEqualTo(PodReadinessMode.IGNORE);
    assertThat(PodReadiness.of(PodReadinessMode.NONE, rules, object("Job"), false))
        .isEqualTo(PodReadinessMode.SUCCEEDED);
  }

  @Test
  void objectsThatWereOnlyPutTogetherAreNotWaitedFor() throws Exception {
    assertThat(PodReadiness.of(PodReadinessMode.NONE, List.of(), object("Thing"), true))
        .isEqualTo(PodReadinessMode.IGNORE);
    assertThat(PodReadiness.of(PodReadinessMode.NONE, List.of(), object("Thing"), false))
        .isEqualTo(PodReadinessMode.WAIT);
  }
}
