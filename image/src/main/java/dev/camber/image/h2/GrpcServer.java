package dev.camber.image.h2;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Answers gRPC calls on one connection. {@link #serve} runs on the caller's thread and owns the
 * reading side; calls run on virtual threads.
 */
public final class GrpcServer {
  private static final byte[] PREFACE =
      "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
  private static final int SETTING_INITIAL_WINDOW = 4;
  private static final int OUR_WINDOW = 1 << 20;
  private static final int CANCEL = 8;

  private final Map<String, GrpcMethod> methods;
  private final Map<Integer, GrpcCall> calls = new ConcurrentHashMap<>();
  private final HpackDecoder decoder = new HpackDecoder();
  private final SendWindow window = new SendWindow();

  /**
   * @param methods what to do for {@code /package.Service/Method}
   */
  public GrpcServer(Map<String, GrpcMethod> methods) {
    this.methods = Map.copyOf(methods);
  }

  /** Serves until the other side hangs up. */
  public void serve(InputStream input, OutputStream output)
      throws IOException, InterruptedException {
    DataInputStream in = new DataInputStream(new BufferedInputStream(input, 64 * 1024));
    FrameWriter writer = new FrameWriter(output);
    List<Thread> threads = new ArrayList<>();
    try {
      byte[] preface = in.readNBytes(PREFACE.length);
      if (!java.util.Arrays.equals(preface, PREFACE)) {
        throw new Http2Exception("the other side does not speak HTTP/2");
      }
      greet(writer);
      for (Optional<Frame> frame = Frame.read(in); frame.isPresent(); frame = Frame.read(in)) {
        handle(frame.get(), in, writer, threads);
      }
    } finally {
      window.close();
      calls.values().forEach(GrpcCall::breakOff);
      for (Thread thread : threads) {
        thread.interrupt();
      }
      for (Thread thread : threads) {
        thread.join();
      }
    }
  }

  private static void greet(FrameWriter writer) throws IOException {
    byte[] settings = new byte[6];
    settings[1] = SETTING_INITIAL_WINDOW;
    FrameWriter.putInt(settings, 2, OUR_WINDOW);
    writer.write(Frame.SETTINGS, 0, 0, settings);
    writer.windowUpdate(0, OUR_WINDOW);
  }

  private void handle(Frame frame, DataInputStream in, FrameWriter writer, List<Thread> threads)
      throws IOException {
    switch (frame.type()) {
      case Frame.HEADERS -> open(frame, headerBlock(frame, in), writer, threads);
      case Frame.DATA -> data(frame, writer);
      case Frame.SETTINGS -> settings(frame, writer);
      case Frame.PING -> {
        if (!frame.has(Frame.ACK)) {
          writer.write(Frame.PING, Frame.ACK, 0, frame.payload());
        }
      }
      case Frame.WINDOW_UPDATE -> grow(frame);
      case Frame.RST_STREAM -> {
        GrpcCall call = calls.remove(frame.stream());
        if (call != null) {
          call.breakOff();
        }
      }
      default -> {
        // PRIORITY and unknown frames may be ignored; after GOAWAY the other side hangs up itself
      }
    }
  }

  private static byte[] headerBlock(Frame first, DataInputStream in) throws IOException {
    if (first.has(Frame.END_HEADERS)) {
      return first.content();
    }
    ByteArrayOutputStream block = new ByteArrayOutputStream();
    block.writeBytes(first.content());
    while (true) {
      Frame next =
          Frame.read(in).orElseThrow(() -> new Http2Exception("a header block was not finished"));
      if (next.type() != Frame.CONTINUATION || next.stream() != first.stream()) {
        throw new Http2Exception("a header block was interrupted");
      }
      block.writeBytes(next.payload());
      if (next.has(Frame.END_HEADERS)) {
        return block.toByteArray();
      }
    }
  }

  private void open(Frame frame, byte[] block, FrameWriter writer, List<Thread> threads)
      throws IOException {
    List<Header> headers = decoder.decode(block);
    GrpcCall existing = calls.get(frame.stream());
    if (existing != null) {
      existing.arrived(new byte[0], frame.has(Frame.END_STREAM)); // trailers
      return;
    }
    GrpcCall call = new GrpcCall(frame.stream(), headers, writer, window.newStream());
    calls.put(frame.stream(), call);
    if (frame.has(Frame.END_STREAM)) {
      call.arrived(new byte[0], true);
    }
    threads.removeIf(thread -> !thread.isAlive());
    threads.add(
        Thread.ofVirtual()
            .name("buildkit-session " + call.method())
            .start(() -> run(frame.stream(), call, writer)));
  }

  private void run(int stream, GrpcCall call, FrameWriter writer) {
    try {
      GrpcMethod method = methods.get(call.method());
      try {
        if (method == null) {
          throw new GrpcException(GrpcException.UNIMPLEMENTED, "unknown method " + call.method());
        }
        method.handle(call);
        call.finish(0, "");
      } catch (GrpcException e) {
        call.finish(e.code(), String.valueOf(e.getMessage()));
      } catch (InterruptedException e) {
        writer.reset(stream, CANCEL);
      } catch (IOException e) {
        // The method's own trouble, or a lost connection: then telling fails as well.
        call.finish(GrpcException.INTERNAL, String.valueOf(e.getMessage()));
      } catch (RuntimeException e) {
        call.finish(GrpcException.INTERNAL, String.valueOf(e.getMessage()));
        throw e;
      }
    } catch (IOException e) {
      call.breakOff(); // nobody is left to tell
    } finally {
      calls.remove(stream);
    }
  }

  private void data(Frame frame, FrameWriter writer) throws IOException {
    if (frame.payload().length > 0) {
      // The connection's window is given back at once, so that one slow call cannot stop the
      // others.
      writer.windowUpdate(0, frame.payload().length);
    }
    GrpcCall call = calls.get(frame.stream());
    if (call != null) {
      byte[] content = frame.content();
      call.arrived(content, frame.has(Frame.END_STREAM));
      int padding = frame.payload().length - content.length;
      if (padding > 0) {
        writer.windowUpdate(frame.stream(), padding);
      }
    }
  }

  private void settings(Frame frame, FrameWriter writer) throws IOException {
    if (frame.has(Frame.ACK)) {
      return;
    }
    byte[] payload = frame.payload();
    for (int at = 0; at + 6 <= payload.length; at += 6) {
      int id = ((payload[at] & 0xff) << 8) | (payload[at + 1] & 0xff);
      if (id == SETTING_INITIAL_WINDOW) {
        window.setInitial(
            FrameWriter.getInt(payload, at + 2),
            calls.values().stream().map(GrpcCall::window).toList());
      }
    }
    writer.write(Frame.SETTINGS, Frame.ACK, 0, new byte[0]);
  }

  private void grow(Frame frame) throws Http2Exception {
    if (frame.payload().length != 4) {
      throw new Http2Exception("a window update has " + frame.payload().length + " bytes, not 4");
    }
    int bytes = FrameWriter.getInt(frame.payload(), 0) & 0x7fffffff;
    if (frame.stream() == 0) {
      window.growConnection(bytes);
      return;
    }
    GrpcCall call = calls.get(frame.stream());
    if (call != null) {
      call.window().grow(bytes);
    }
  }
}
