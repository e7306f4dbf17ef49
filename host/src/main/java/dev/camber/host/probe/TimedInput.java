package dev.camber.host.probe;

import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;

/** Reads from a socket until a deadline, however slowly the other side drips. For one thread. */
final class TimedInput extends FilterInputStream {
  TimedInput(Socket socket, Deadline deadline) throws IOException {
    super(new BufferedInputStream(timed(socket, deadline)));
  }

  private static InputStream timed(Socket socket, Deadline deadline) throws IOException {
    return new FilterInputStream(socket.getInputStream()) {
      @Override
      public int read() throws IOException {
        socket.setSoTimeout(deadline.millisLeft());
        return super.read();
      }

      @Override
      public int read(byte[] bytes, int offset, int length) throws IOException {
        socket.setSoTimeout(deadline.millisLeft());
        return super.read(bytes, offset, length);
      }
    };
  }
}
