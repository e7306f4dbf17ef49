package dev.camber.kubernetes.client;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Objects;
import java.util.Optional;

/** The messages of a WebSocket as one stream of bytes each way. */
final class WebSocketBytes {
  private WebSocketBytes() {}

  static InputStream input(WebSocketConnection socket) {
    return new InputStream() {
      private byte[] message = new byte[0];
      private int at;
      private boolean ended;

      @Override
      public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
      }

      @Override
      public int read(byte[] into, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, into.length);
        while (at == message.length) {
          Optional<byte[]> next = ended ? Optional.empty() : socket.read();
          if (next.isEmpty()) {
            ended = true;
            return -1;
          }
          message = next.get();
          at = 0;
        }
        int n = Math.min(length, message.length - at);
        System.arraycopy(message, at, into, offset, n);
        at += n;
        return n;
      }
    };
  }

  static OutputStream output(WebSocketConnection socket) {
    return new OutputStream() {
      @Override
      public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
      }

      @Override
      public void write(byte[] bytes, int offset, int length) throws IOException {
        socket.send(bytes, offset, length);
      }
    };
  }
}
