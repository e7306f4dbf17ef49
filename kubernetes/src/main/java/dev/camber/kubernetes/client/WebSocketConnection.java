package dev.camber.kubernetes.client;

import dev.camber.kubernetes.cluster.KubeException;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The client's side of one WebSocket (RFC 6455), blocking: one thread reads, any thread writes. A
 * reader that is slow slows the server down, which is the back-pressure that streams need.
 */
final class WebSocketConnection implements Closeable {
  private static final int CONTINUATION = 0;
  private static final int BINARY = 2;
  private static final int CLOSE = 8;
  private static final int PING = 9;
  private static final int PONG = 10;
  private static final int MAX_MESSAGE = 64 << 20;

  private final HttpUpgrade transport;
  private final DataInputStream in;
  private final ReentrantLock writing = new ReentrantLock();
  private final Queue<byte[]> answers = new ConcurrentLinkedQueue<>();
  private boolean closeSent;
  private String closeReason = "";
  // Set by the reader at every frame, taken by the thread that pings.
  private volatile boolean heard = true;

  private WebSocketConnection(HttpUpgrade transport) {
    this.transport = transport;
    this.in = new DataInputStream(transport.in());
  }

  /** Opens one; the server chooses among the sub-protocols. */
  static WebSocketConnection open(ServerConnection connection, String path, List<String> protocols)
      throws KubeException, InterruptedException {
    byte[] key = new byte[16];
    ThreadLocalRandom.current().nextBytes(key);
    List<String> headers = new ArrayList<>();
    headers.addAll(List.of("Connection", "Upgrade", "Upgrade", "websocket"));
    headers.addAll(List.of("Sec-WebSocket-Version", "13"));
    headers.addAll(List.of("Sec-WebSocket-Key", Base64.getEncoder().encodeToString(key)));
    headers.addAll(List.of("Sec-WebSocket-Protocol", String.join(", ", protocols)));
    HttpUpgrade upgrade = HttpUpgrade.open(connection, "GET", path, headers);
    if (!upgrade.header("Upgrade").equalsIgnoreCase("websocket")
        || !protocols.contains(upgrade.header("Sec-WebSocket-Protocol"))) {
      upgrade.close();
      throw new KubeException(
          400, "BadRequest", "the server does not speak any of " + String.join(", ", protocols));
    }
    return new WebSocketConnection(upgrade);
  }

  /** The sub-protocol that the server chose. */
  String protocol() {
    return transport.header("Sec-WebSocket-Protocol");
  }

  /** The next message; empty when the server closed. Pings are answered on the way. */
  Optional<byte[]> read() throws IOException {
    ByteArrayOutputStream parts = null;
    while (true) {
      int first;
      try {
        first = in.readUnsignedByte();
      } catch (EOFException e) {
        throw new IOException("connection closed without a close frame", e);
      }
      boolean last = (first & 0x80) != 0;
      int opcode = first & 0x0f;
      heard = true;
      byte[] payload = readPayload();
      switch (opcode) {
        case PING -> answer(payload);
        case PONG -> {
          // It came: that is all a pong says.
        }
        case CLOSE -> {
          closeReason =
              payload.length > 2
                  ? new String(payload, 2, payload.length - 2, StandardCharsets.UTF_8)
                  : "";
          return Optional.empty();
        }
        default -> {
          if (last && parts == null) {
            return Optional.of(payload);
          }
          if (parts == null) {
            parts = new ByteArrayOutputStream();
          } else if (opcode != CONTINUATION) {
            throw new IOException("a message begins inside another");
          }
          parts.write(payload);
          if (parts.size() > MAX_MESSAGE) {
            throw new IOException("a message is longer than " + MAX_MESSAGE + " bytes");
          }
          if (last) {
            return Optional.of(parts.toByteArray());
          }
        }
      }
    }
  }

  private byte[] readPayload() throws IOException {
    int second = in.readUnsignedByte();
    if ((second & 0x80) != 0) {
      throw new IOException("a frame from the server is masked");
    }
    long length = second & 0x7f;
    if (length == 126) {
      length = in.readUnsignedShort();
    } else if (length == 127) {
      length = in.readLong();
    }
    if (length < 0 || length > MAX_MESSAGE) {
      throw new IOException("a frame has " + length + " bytes");
    }
    byte[] payload = new byte[(int) length];
    in.readFully(payload);
    return payload;
  }

  /** What the server said when it closed; may be empty. */
  String closeReason() {
    return closeReason;
  }

  /** Sends one binary message. */
  void send(byte[] bytes, int offset, int length) throws IOException {
    write(BINARY, bytes, offset, length);
  }

  /**
   * Asks for a sign of life; tells whether the connection may be alive: something came since the
   * last time, or a writer is at work and waits for the other side (TCP's keep-alive looks after
   * that).
   */
  boolean ping() throws IOException {
    if (!writing.tryLock()) {
      return true;
    }
    try {
      boolean alive = heard;
      heard = false;
      write(PING, new byte[0], 0, 0);
      return alive;
    } finally {
      writing.unlock();
    }
  }

  private void write(int opcode, byte[] bytes, int offset, int length) throws IOException {
    int extended = length < 126 ? 0 : length < 65536 ? 2 : 8;
    byte[] frame = frame(opcode, bytes, offset, length, extended);
    writing.lock();
    try {
      if (closeSent) {
        throw new IOException("connection closed");
      }
      closeSent = opcode == CLOSE;
      transport.out().write(frame);
      sendAnswers();
      transport.out().flush();
    } finally {
      writing.unlock();
    }
  }

  /**
   * Answers a ping without ever waiting for a writer: the reader must go on reading, or both sides
   * could wait for each other.
   */
  private void answer(byte[] payload) throws IOException {
    answers.add(payload);
    if (writing.tryLock()) {
      try {
        sendAnswers();
        transport.out().flush();
      } finally {
        writing.unlock();
      }
    }
  }

  private void sendAnswers() throws IOException {
    byte[] payload;
    while ((payload = answers.poll()) != null) {
      transport.out().write(frame(PONG, payload, 0, payload.length, 0));
    }
  }

  private static byte[] frame(int opcode, byte[] bytes, int offset, int length, int extended) {
    byte[] frame = new byte[2 + extended + 4 + length];
    frame[0] = (byte) (0x80 | opcode);
    frame[1] = (byte) (0x80 | (extended == 0 ? length : extended == 2 ? 126 : 127));
    for (int i = 0; i < extended; i++) {
      frame[2 + i] = (byte) ((long) length >> 8 * (extended - 1 - i));
    }
    int maskAt = 2 + extended;
    // The mask keeps scripts in browsers from forging requests; inside our TLS it need not be
    // unpredictable.
    int mask = ThreadLocalRandom.current().nextInt();
    for (int i = 0; i < 4; i++) {
      frame[maskAt + i] = (byte) (mask >> 8 * (3 - i));
    }
    for (int i = 0; i < length; i++) {
      frame[maskAt + 4 + i] = (byte) (bytes[offset + i] ^ frame[maskAt + (i & 3)]);
    }
    return frame;
  }

  /** Says good-bye if that does not have to wait for a writer, and ends the connection. */
  @Override
  public void close() {
    if (writing.tryLock()) {
      try {
        if (!closeSent) {
          write(CLOSE, new byte[] {0x03, (byte) 0xe8}, 0, 2);
        }
      } catch (IOException alreadyGone) {
        // The transport ends below in any case.
      } finally {
        writing.unlock();
      }
    }
    transport.close();
  }
}
