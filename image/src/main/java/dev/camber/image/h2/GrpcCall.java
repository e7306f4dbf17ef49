package dev.camber.image.h2;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * One call: messages in, messages out. One thread may receive while another sends; several may
 * send. The incoming side is guarded by {@code lock}.
 */
public final class GrpcCall {
  private static final int MAX_MESSAGE = 64 << 20;
  private static final Header OK = new Header(":status", "200");
  private static final Header TYPE = new Header("content-type", "application/grpc");

  private final int stream;
  private final List<Header> headers;
  private final FrameWriter writer;
  private final SendWindow.Stream window;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition arrived = lock.newCondition();
  private final Deque<byte[]> chunks = new ArrayDeque<>();
  private int offset;
  private boolean ended;
  private boolean broken;

  private final ReentrantLock sending = new ReentrantLock();
  private boolean headersSent;

  GrpcCall(int stream, List<Header> headers, FrameWriter writer, SendWindow.Stream window) {
    this.stream = stream;
    this.headers = headers;
    this.writer = writer;
    this.window = window;
  }

  /** {@code /package.Service/Method}. */
  public String method() {
    return metadata(":path").stream().findFirst().orElse("");
  }

  /** The values of a header, in their order; the name in lower case. */
  public List<String> metadata(String name) {
    return headers.stream().filter(h -> h.name().equals(name)).map(Header::value).toList();
  }

  /** The next message, or empty when the other side has sent its last. */
  public Optional<byte[]> receive() throws IOException, InterruptedException {
    byte[] head = new byte[5];
    if (!read(head, true)) {
      return Optional.empty();
    }
    if (head[0] != 0) {
      throw new Http2Exception("a message is compressed, which was not agreed");
    }
    int length = FrameWriter.getInt(head, 1);
    if (length < 0 || length > MAX_MESSAGE) {
      throw new Http2Exception("a message of " + length + " bytes is too large");
    }
    byte[] message = new byte[length];
    read(message, false);
    return Optional.of(message);
  }

  /** Fills {@code target}; false if the stream ended before its first byte and that is allowed. */
  private boolean read(byte[] target, boolean mayEnd) throws IOException, InterruptedException {
    int filled = 0;
    int consumed = 0;
    lock.lockInterruptibly();
    try {
      while (filled < target.length) {
        while (chunks.isEmpty()) {
          if (broken) {
            throw new IOException("the stream was closed by the other side");
          }
          if (ended) {
            if (mayEnd && filled == 0) {
              return false;
            }
            throw new IOException("the stream ended inside a message");
          }
          arrived.await();
        }
        byte[] chunk = chunks.getFirst();
        int step = Math.min(chunk.length - offset, target.length - filled);
        System.arraycopy(chunk, offset, target, filled, step);
        filled += step;
        offset += step;
        if (offset == chunk.length) {
          consumed += chunk.length;
          chunks.removeFirst();
          offset = 0;
        }
      }
    } finally {
      lock.unlock();
    }
    if (consumed > 0) {
      writer.windowUpdate(stream, consumed);
    }
    return true;
  }

  /** Sends a message; waits while the other side's window is full. */
  public void send(byte[] message) throws IOException, InterruptedException {
    byte[] framed = new byte[5 + message.length];
    FrameWriter.putInt(framed, 1, message.length);
    System.arraycopy(message, 0, framed, 5, message.length);
    sending.lockInterruptibly();
    try {
      sendHeaders();
      int at = 0;
      while (at < framed.length) {
        int step = window.take(Math.min(framed.length - at, Frame.MAX_PAYLOAD));
        writer.write(Frame.DATA, 0, stream, framed, at, step);
        at += step;
      }
    } finally {
      sending.unlock();
    }
  }

  private void sendHeaders() throws IOException {
    if (!headersSent) {
      headersSent = true;
      writer.headers(stream, List.of(OK, TYPE), false);
    }
  }

  /** Ends the call; {@code code} 0 is success. */
  void finish(int code, String message) throws IOException {
    sending.lock();
    try {
      sendHeaders();
      List<Header> trailers =
          message.isEmpty()
              ? List.of(new Header("grpc-status", Integer.toString(code)))
              : List.of(
                  new Header("grpc-status", Integer.toString(code)),
                  new Header("grpc-message", percentEncode(message)));
      writer.headers(stream, trailers, true);
    } finally {
      sending.unlock();
    }
  }

  private static String percentEncode(String text) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte b : text.getBytes(java.nio.charset.StandardCharsets.UTF_8)) {
      if (b >= 0x20 && b < 0x7f && b != '%') {
        out.write(b);
      } else {
        out.writeBytes(
            String.format("%%%02X", b).getBytes(java.nio.charset.StandardCharsets.US_ASCII));
      }
    }
    return out.toString(java.nio.charset.StandardCharsets.US_ASCII);
  }

  SendWindow.Stream window() {
    return window;
  }

  void arrived(byte[] data, boolean end) {
    lock.lock();
    try {
      if (data.length > 0) {
        chunks.addLast(Arrays.copyOf(data, data.length));
      }
      ended |= end;
      arrived.signalAll();
    } finally {
      lock.unlock();
    }
  }

  void breakOff() {
    window.end();
    lock.lock();
    try {
      broken = true;
      arrived.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
