package dev.camber.image.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.camber.image.proto.ProtoException;
import dev.camber.image.proto.ProtoWriter;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BuildTraceTest {
  private static byte[] time(long seconds, int nanos) {
    return new ProtoWriter().number(1, seconds).number(2, nanos).toBytes();
  }

  @Test
  void readsStepsProgressAndOutput() throws Exception {
    byte[] message =
        new ProtoWriter()
            .message(
                1,
                new ProtoWriter()
                    .text(1, "sha256:1")
                    .text(2, "sha256:input")
                    .text(3, "[1/1] FROM scratch")
                    .number(4, 1)
                    .message(5, time(100, 5))
                    .message(6, time(101, 0))
                    .text(7, "broken")
                    .toBytes())
            .message(
                2,
                new ProtoWriter()
                    .text(1, "part")
                    .text(2, "sha256:1")
                    .number(4, 300)
                    .number(5, 1L << 40)
                    .toBytes())
            .message(3, new ProtoWriter().text(1, "sha256:1").number(3, 2).text(4, "ü").toBytes())
            .message(9, new byte[] {1, 2, 3})
            .toBytes();
    BuildTrace trace = BuildTrace.decode(message);
    assertThat(trace.vertexes())
        .containsExactly(
            new BuildTrace.Vertex(
                "sha256:1",
                "[1/1] FROM scratch",
                true,
                Optional.of(Instant.ofEpochSecond(100, 5)),
                Optional.of(Instant.ofEpochSecond(101)),
                "broken"));
    assertThat(trace.progress())
        .containsExactly(new BuildTrace.Progress("part", "sha256:1", 300, 1L << 40));
    assertThat(trace.outputs()).containsExactly(new BuildTrace.Output("sha256:1", "ü"));
  }

  @Test
  void refusesBytesThatAreNoMessage() {
    assertThatThrownBy(() -> BuildTrace.decode(new byte[] {0x0a, 0x7f}))
        .isInstanceOf(ProtoException.class)
        .hasMessage("field 1 reaches past the end of the message");
    assertThatThrownBy(() -> BuildTrace.decode(new byte[] {(byte) 0x80}))
        .hasMessage("the message ends inside a number");
  }
}
