package dev.camber.app.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.camber.model.api.UIResourceStatus;
import dev.camber.model.codec.RecordCodec;
import dev.camber.model.json.JsonObject;
import dev.camber.model.yaml.Yaml;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SessionEventsTest {
  private static final String RUNNING =
      "currentBuild: {spanID: 'build:1', startTime: '2026-01-02T03:04:05.000000Z', reason: Initial"
          + " Build}";
  private static final String ENDED =
      "buildHistory: [{spanID: 'build:1', startTime: '2026-01-02T03:04:05.000000Z', finishTime:"
          + " '2026-01-02T03:04:06.500000Z', reason: Initial Build, error: boom}]";

  private final SessionEvents events =
      new SessionEvents(InstantSource.fixed(Instant.parse("2026-01-02T03:04:07Z")));

  private List<String> told(String status) throws Exception {
    return events
        .changed(
            "web",
            Map.of("a", "b"),
            RecordCodec.decode(UIResourceStatus.class, Yaml.readKubernetes("{" + status + "}")))
        .stream()
        .map(JsonObject::compact)
        .toList();
  }

  @Test
  void anUpdateIsToldWhenItBeginsAndWhenItEndsAndTheStateWhenItChanges() throws Exception {
    List<String> first = told("updateStatus: in_progress, " + RUNNING);
    assertThat(first).hasSize(2);
    assertThat(first.get(0))
        .isEqualTo(
            "{\"version\":1,\"type\":\"build.started\",\"time\":\"2026-01-02T03:04:07.000000Z\","
                + "\"resource\":\"web\",\"spanID\":\"build:1\",\"reason\":\"Initial Build\","
                + "\"changedFiles\":[],\"startTime\":\"2026-01-02T03:04:05.000000Z\"}");
    assertThat(first.get(1))
        .contains("\"state\":\"updating\"")
        .contains("\"labels\":{\"a\":\"b\"}");
    assertThat(told("updateStatus: in_progress, order: 7, " + RUNNING)).isEmpty();
    List<String> second = told("updateStatus: error, " + ENDED);
    assertThat(second).hasSize(2);
    assertThat(second.get(0))
        .contains("\"type\":\"build.finished\"")
        .contains("\"seconds\":1.5,\"ok\":false,\"error\":\"boom\"");
    assertThat(second.get(1)).contains("\"state\":\"failed\"");
  }

  @Test
  void anUpdateThatWasNeverSeenRunningIsToldWhole() throws Exception {
    assertThat(told("updateStatus: error, " + ENDED))
        .satisfiesExactly(
            begin -> assertThat(begin).contains("build.started"),
            end -> assertThat(end).contains("build.finished"),
            state -> assertThat(state).contains("\"type\":\"resource\""));
  }

  @Test
  void nothingIsToldOfAResourceThatNobodyHasLookedAt() throws Exception {
    assertThat(told("order: 1")).isEmpty();
  }
}
