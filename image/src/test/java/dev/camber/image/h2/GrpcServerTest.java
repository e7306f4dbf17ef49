package dev.camber.image.h2;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The server driven frame by frame, as the engine would. */
class GrpcServerTest {
  private static final String BIG = "x".repeat(100_000);

  private Socket socket;
  private OutputStream toServer;
  private DataInputStream fromServer;
  private FrameWriter writer;
  private Thread serving;

  @BeforeEach
  void start() throws Exception {
    Socket accepted;
    try (ServerSocket listening = new ServerSocket(0)) {
      socket = new Socket("127.0.0.1", listening.getLocalPort());
      accepted = listening.accept();
    }
    toServer = socket.getOutputStream();
    fromServer = new DataInputStream(socket.getInputStream());
    GrpcServer server =
        new GrpcServer(
            Map.of(
                "/t/Echo",
                GrpcMethod.unary(r -> r),
                "/t/Big",
                GrpcMethod.unary(r -> BIG.getBytes(StandardCharsets.UTF_8)),
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
    serving =
        Thread.ofVirtual()
            .start(() -> {
              try (accepted) {
                server.serve(accepted.getInputStream(), accepted.getOutputStream());
              } catch (IOException e) {
                // the test has closed the connection
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
    toServer.write("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    writer = new FrameWriter(toServer);
    writer.write(Frame.SETTINGS, 0, 0, new byte[0]);
  }

  @AfterEach
  void stop() throws Exception {
    socket.close();
    serving.join();
  }

  private void call(int stream, String path) throws IOException {
    writer.headers(
        stream,
        List.of(
            new Header(":method", "POST"),
            new Header(":path", path),
            new Header("content-type", "application/grpc")),
        false);
  }

  private void message(int stream, String text, boolean last) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    byte[] framed = new byte[bytes.length + 5];
    FrameWriter.putInt(framed, 1, bytes.length);
    System.arraycopy(bytes, 0, framed, 5, bytes.length);
    writer.write(Frame.DATA, last ? Frame.END_STREAM : 0, stream, framed);
  }

  /** What one stream has answered. */
  private static final class Answer {
    private final List<Header> headers = new ArrayList<>();
    private final ByteArrayOutputStream data = new ByteArrayOutputStream();
    private boolean ended;

    String header(String name) {
      return headers.stream()
          .filter(h -> h.name().equals(name))
          .map(Header::value)
          .findFirst()
          .orElse("");
    }
  }

  private final HpackDecoder decoder = new HpackDecoder();

  /** Reads frames until the stream has ended or has sent {@code bytes} bytes. */
  private Answer read(int stream, Answer answer, int bytes) throws IOException {
    while (!answer.ended && answer.data.size() < bytes) {
      Frame frame = Frame.read(fromServer).orElseThrow();
      if (frame.stream() != stream) {
        continue;
      }
      if (frame.type() == Frame.HEADERS) {
        answer.headers.addAll(decoder.decode(frame.content()));
      } else if (frame.type() == Frame.DATA) {
        answer.data.writeBytes(frame.content());
      }
      answer.ended |= frame.has(Frame.END_STREAM) && frame.type() <= Frame.HEADERS;
    }
    return answer;
  }

  private Answer read(int stream) throws IOException {
    return read(stream, new Answer(), Integer.MAX_VALUE);
  }

  @Test
  void answersACall() throws Exception {
    call(1, "/t/Echo");
    message(1, "hello", true);
    Answer answer = read(1);
    assertThat(answer.header(":status")).isEqualTo("200");
    assertThat(answer.header("grpc-status")).isEqualTo("0");
    assertThat(answer.data.toString(StandardCharsets.UTF_8)).endsWith("hello");
  }

  @Test
  void saysThatAMethodIsUnknownAndWhyOneFailed() throws Exception {
    call(1, "/t/None");
    assertThat(read(1).header("grpc-status")).isEqualTo("12");
    call(3, "/t/Fail");
    message(3, "", true);
    Answer answer = read(3);
    assertThat(answer.header("grpc-status")).isEqualTo("5");
    assertThat(answer.header("grpc-message")).isEqualTo("no %C3%BC here");
  }

  @Test
  void sendsNoMoreThanTheOtherSideTakes() throws Exception {
    call(1, "/t/Big");
    message(1, "", true);
    Answer answer = read(1, new Answer(), SendWindow.DEFAULT);
    assertThat(answer.data.size()).isEqualTo(SendWindow.DEFAULT);
    writer.windowUpdate(0, 100_000);
    writer.windowUpdate(1, 100_000);
    read(1, answer, Integer.MAX_VALUE);
    assertThat(answer.data.size()).isEqualTo(BIG.length() + 5);
    assertThat(answer.header("grpc-status")).isEqualTo("0");
  }

  @Test
  void streamsBothWaysAndServesSeveralCallsAtOnce() throws Exception {
    call(1, "/t/Stream");
    message(1, "one", false);
    Answer first = read(1, new Answer(), 8);
    call(3, "/t/Echo");
    message(3, "between", true);
    assertThat(read(3).data.toString(StandardCharsets.UTF_8)).endsWith("between");
    message(1, "two", true);
    read(1, first, Integer.MAX_VALUE);
    assertThat(first.data.toString(StandardCharsets.UTF_8)).contains("one").endsWith("two");
  }

  @Test
  void answersAPing() throws Exception {
    byte[] payload = "12345678".getBytes(StandardCharsets.US_ASCII);
    writer.write(Frame.PING, 0, 0, payload);
    Frame frame = Frame.read(fromServer).orElseThrow();
    while (frame.type() != Frame.PING) {
      frame = Frame.read(fromServer).orElseThrow();
    }
    assertThat(frame.has(Frame.ACK)).isTrue();
    assertThat(frame.payload()).isEqualTo(payload);
  }

  @Test
  void endsCallsWhenTheOtherSideHangsUp() throws Exception {
    call(1, "/t/Stream");
    message(1, "one", false);
    read(1, new Answer(), 8);
    socket.close();
    serving.join();
    assertThat(serving.isAlive()).isFalse();
  }
}
