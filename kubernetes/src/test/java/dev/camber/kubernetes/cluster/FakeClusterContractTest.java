package dev.camber.kubernetes.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.camber.kubernetes.cluster.fake.FakeCluster;
import dev.camber.model.json.Json;
import dev.camber.model.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

final class FakeClusterContractTest extends KubeApiContract {
  private final FakeCluster fake =
      new FakeCluster(Clock.fixed(Instant.parse("2026-01-02T03:04:05.678Z"), ZoneOffset.UTC));

  @Override
  protected KubeApi api() {
    return fake;
  }

  @Override
  protected String namespace() {
    return "default";
  }

  @Override
  protected String runningPod() {
    fake.put(
        JsonObject.builder()
            .put("apiVersion", "v1")
            .put("kind", "Pod")
            .put("metadata", JsonObject.EMPTY.with("name", Json.of("pod")))
            .build());
    for (int i = 1; i <= 3; i++) {
      fake.print("default", "pod", "main", "line " + i);
    }
    fake.onExec((request, streams) -> {
      if (request.command().getFirst().equals("cat")) {
        streams.stdin().orElseThrow().transferTo(streams.stdout());
        return ExecResult.SUCCESS;
      }
      streams.stderr().write("oh no\n".getBytes(StandardCharsets.UTF_8));
      return new ExecResult(3, "command terminated with exit code 3");
    });
    fake.serve("default", "pod", 7000, (in, out) -> in.transferTo(out));
    return "pod";
  }

  @Test
  void aWatchFromAVersionThatIsGoneSaysSo() {
    fake.compact();
    assertThatThrownBy(() -> fake.watch(ResourceType.CONFIG_MAP, "default", ListQuery.ALL, "1"))
        .isInstanceOfSatisfying(
            KubeException.class, e -> assertThat(e.isGone()).as(e.getMessage()).isTrue());
  }
}
