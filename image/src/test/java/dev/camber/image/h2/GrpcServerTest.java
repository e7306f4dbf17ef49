package dev.camber.image.h2;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GrpcServerTest {
  private static final String BIG = "x".repeat(100_000);

  private EngineSide engine;

  @BeforeEach
  void start() throws Exception {
    GrpcServer server =
        new GrpcServer(
            Map.of(
                "/t/Echo",
                GrpcMethod.unary(r -> r),
                "/t/Big",
                GrpcMethod.unary(r -> bytes(BIG)),
                "/t/Stream",
                call -> {
                  for (Optional<byte[]> m = call.receive(); m.isPresent(); m = call.receive()) {
                    call.send(m.get());
                  }
                },
                "/t/Fail",
                GrpcMethod.unary(r -> {
                  throw new GrpcException(GrpcException.NOT_FOUND, "no ü here");
                })));
    engine = new EngineSide(server::serve);
  }

  @AfterEach
  void stop() throws Exception {
    engine.close();
    assertThat(engine.hasEnded()).isTrue();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void answersACall() throws Exception {
    EngineSide.Answer answer = engine.unary("/t/Echo", bytes("hello"));
    assertThat(answer.header(":status")).isEqualTo("200");
    assertThat(answer.header("grpc-status")).isEqualTo("0");
    assertThat(answer.messages()).containsExactly(bytes("hello"));
  }

  @Test
  void saysThatAMethodIsUnknownAndWhyOneFailed() throws Exception {
    assertThat(engine.unary("/t/None", bytes("")).header("grpc-status")).isEqualTo("12");
    EngineSide.Answer answer = engine.unary("/t/Fail", bytes(""));
    assertThat(answer.header("grpc-status")).isEqualTo("5");
    assertThat(answer.header("grpc-message")).isEqualTo("no %C3%BC here");
  }

  @Test
  void sendsNoMoreThanTheOtherSideTakes() throws Exception {
    EngineSide.Answer call = engine.call("/t/Big", Map.of());
    engine.send(call, bytes(""), true);
    engine.read(call, SendWindow.DEFAULT);
    assertThat(call.bytes()).hasSize(SendWindow.DEFAULT);
    engine.frames().windowUpdate(0, 100_000);
    engine.frames().windowUpdate(call.stream(), 100_000);
    engine.read(call, Integer.MAX_VALUE);
    assertThat(call.messages()).containsExactly(bytes(BIG));
    assertThat(call.header("grpc-status")).isEqualTo("0");
  }

  @Test
  void streamsBothWaysAndServesSeveralCallsAtOnce() throws Exception {
    EngineSide.Answer first = engine.call("/t/Stream", Map.of());
    engine.send(first, bytes("one"), false);
    engine.readMessages(first, 1);
    assertThat(engine.unary("/t/Echo", bytes("between")).messages())
        .containsExactly(bytes("between"));
    engine.send(first, bytes("two"), true);
    engine.read(first, Integer.MAX_VALUE);
    assertThat(first.messages()).containsExactly(bytes("one"), bytes("two"));
  }

  @Test
  void answersAPing() throws Exception {
    byte[] payload = bytes("12345678");
    engine.frames().write(Frame.PING, 0, 0, payload);
    Frame frame = Frame.read(engine.input()).orElseThrow();
    while (frame.type() != Frame.PING) {
      frame = Frame.read(engine.input()).orElseThrow();
    }
    assertThat(frame.has(Frame.ACK)).isTrue();
    assertThat(frame.payload()).isEqualTo(payload);
  }

  @Test
  void endsCallsWhenTheOtherSideHangsUp() throws Exception {
    EngineSide.Answer call = engine.call("/t/Stream", Map.of());
    engine.send(call, bytes("one"), false);
    engine.readMessages(call, 1);
    engine.close();
    assertThat(engine.hasEnded()).isTrue();
  }
}
