package dev.camber.image.h2;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** The engine's end of a session, frame by frame; the server under test runs at the other end. */
public final class EngineSide implements Closeable {
  private final Socket socket;
  private final DataInputStream in;
  private final FrameWriter writer;
  private final HpackDecoder decoder = new HpackDecoder();
  private final Thread serving;
  private int nextStream = 1;

  /** What serves a connection until the other side hangs up. */
  public interface Server {
    void serve(InputStream input, OutputStream output) throws IOException, InterruptedException;
  }

  /** What one stream has answered. */
  public static final class Answer {
    private final int stream;
    private final List<Header> headers = new ArrayList<>();
    private final ByteArrayOutputStream data = new ByteArrayOutputStream();
    private boolean ended;

    Answer(int stream) {
      this.stream = stream;
    }

    public int stream() {
      return stream;
    }

    public String header(String name) {
      return headers.stream()
          .filter(h -> h.name().equals(name))
          .map(Header::value)
          .findFirst()
          .orElse("");
    }

    public byte[] bytes() {
      return data.toByteArray();
    }

    /** The messages that have come whole. */
    public List<byte[]> messages() {
      List<byte[]> messages = new ArrayList<>();
      byte[] all = data.toByteArray();
      int at = 0;
      while (at + 5 <= all.length) {
        int length = FrameWriter.getInt(all, at + 1);
        if (at + 5 + length > all.length) {
          break;
        }
        messages.add(Arrays.copyOfRange(all, at + 5, at + 5 + length));
        at += 5 + length;
      }
      return messages;
    }
  }

  public EngineSide(Server server) throws IOException {
    Socket accepted;
    try (ServerSocket listening = new ServerSocket(0)) {
      socket = new Socket("127.0.0.1", listening.getLocalPort());
      accepted = listening.accept();
    }
    in = new DataInputStream(socket.getInputStream());
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
    OutputStream out = socket.getOutputStream();
    out.write("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    writer = new FrameWriter(out);
    writer.write(Frame.SETTINGS, 0, 0, new byte[0]);
  }

  FrameWriter frames() {
    return writer;
  }

  DataInputStream input() {
    return in;
  }

  /** Whether the server has noticed the end; waits for it. */
  public boolean hasEnded() throws InterruptedException {
    serving.join();
    return !serving.isAlive();
  }

  /** Opens a call. */
  public Answer call(String path, Map<String, List<String>> metadata) throws IOException {
    Answer answer = new Answer(nextStream);
    nextStream += 2;
    List<Header> headers =
        new ArrayList<>(
            List.of(
                new Header(":method", "POST"),
                new Header(":path", path),
                new Header("content-type", "application/grpc")));
    metadata.forEach((name, values) -> values.forEach(v -> headers.add(new Header(name, v))));
    writer.headers(answer.stream(), headers, false);
    return answer;
  }

  public void send(Answer call, byte[] message, boolean last) throws IOException {
    byte[] framed = new byte[message.length + 5];
    FrameWriter.putInt(framed, 1, message.length);
    System.arraycopy(message, 0, framed, 5, message.length);
    writer.write(Frame.DATA, last ? Frame.END_STREAM : 0, call.stream(), framed);
  }

  /** Takes so many bytes more from a call. */
  public void grow(Answer call, int bytes) throws IOException {
    writer.windowUpdate(0, bytes);
    writer.windowUpdate(call.stream(), bytes);
  }

  /** Calls a method with one message and reads its answer to the end. */
  public Answer unary(String path, byte[] message) throws IOException {
    Answer call = call(path, Map.of());
    send(call, message, true);
    return read(call, Integer.MAX_VALUE);
  }

  /** Reads frames until the call has ended or has sent {@code bytes} bytes in all. */
  public Answer read(Answer answer, int bytes) throws IOException {
    while (!answer.ended && answer.data.size() < bytes) {
      Frame frame = Frame.read(in).orElseThrow();
      if (frame.stream() != answer.stream()) {
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

  /** Reads frames until so many messages have come. */
  public Answer readMessages(Answer answer, int count) throws IOException {
    while (!answer.ended && answer.messages().size() < count) {
      read(answer, answer.data.size() + 1);
    }
    return answer;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
