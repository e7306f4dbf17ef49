package dev.camber.app.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.camber.model.api.ApiObject;
import dev.camber.model.api.Kinds;
import dev.camber.model.api.ObjectMeta;
import dev.camber.model.api.UIResourceSpec;
import dev.camber.model.api.UIResourceStatus;
import dev.camber.model.codec.RecordCodec;
import dev.camber.model.text.Paint;
import dev.camber.model.yaml.Yaml;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SummaryTest {
  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

  private static ApiObject<UIResourceSpec, UIResourceStatus> resource(
      String name, int order, String status) throws Exception {
    return Kinds.UI_RESOURCE
        .object(ObjectMeta.named(name), Kinds.UI_RESOURCE.emptySpec())
        .withStatus(
            RecordCodec.decode(
                UIResourceStatus.class,
                Yaml.readKubernetes("{order: " + order + ", " + status + "}")));
  }

  @Test
  void whatFailedComesFirstThenWhatIsUnderWayThenWhatWaits() throws Exception {
    List<String> lines =
        Summary.lines(
            List.of(
                resource("(Tiltfile)", 1, "updateStatus: ok, runtimeStatus: not_applicable"),
                resource(
                    "waits",
                    2,
                    "updateStatus: pending, conditions: [{type: UpToDate, status: 'False', message:"
                        + " waiting for db to become ready}]"),
                resource("fine", 3, "updateStatus: ok, runtimeStatus: ok"),
                resource(
                    "builds",
                    4,
                    "updateStatus: in_progress, currentBuild: {startTime:"
                        + " '2026-01-02T03:03:00.000000Z'}, conditions: [{type: UpToDate, status:"
                        + " 'False', message: 'updating: Changed Files'}]"),
                resource(
                    "bad",
                    5,
                    "updateStatus: error, conditions: [{type: UpToDate, status: 'False', message:"
                        + " \"Traceback (most recent call last):\\n  x\\nError: boom\"}]")),
            80,
            10,
            Paint.NONE,
            NOW);
    assertThat(lines)
        .containsExactly(
            "✖ 1 failed   ◐ 1 updating   ○ 1 waiting   ● 1 ok",
            "  ✖ bad     Error: boom",
            "  ◐ builds  updating: Changed Files (1m5s)",
            "  ○ waits   waiting for db to become ready");
  }

  @Test
  void aSmallTerminalGetsAsMuchAsFits() throws Exception {
    List<ApiObject<UIResourceSpec, UIResourceStatus>> many = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      many.add(
          resource(
              "resource-with-a-long-name-" + i,
              i,
              "updateStatus: error, conditions: [{type: UpToDate, message: a rather long message}]"));
    }
    List<String> lines = Summary.lines(many, 40, 5, Paint.NONE, NOW);
    assertThat(lines).hasSize(5).last().isEqualTo("  … and 17 more");
    assertThat(lines).allSatisfy(line -> assertThat(Screen.length(line)).isLessThanOrEqualTo(40));
  }

  @Test
  void whatDidNotStartAndWhatIsDisabledIsCountedOnly() throws Exception {
    assertThat(
            Summary.lines(
                List.of(
                    resource("manual", 1, "updateStatus: none, runtimeStatus: none"),
                    resource("off", 2, "disableStatus: {state: Disabled}")),
                80,
                10,
                Paint.NONE,
                NOW))
        .containsExactly("· 1 not started   ⊘ 1 disabled");
    assertThat(Summary.lines(List.of(), 80, 10, Paint.NONE, NOW))
        .containsExactly("no resources yet");
  }
}
