package dev.camber.kubernetes.client;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import java.util.zip.Deflater;

/**
 * The client's side of SPDY/3.1 as Kubernetes uses it: streams that we open and either side half
 * closes. One thread reads frames; any thread writes them under one lock. The server's header
 * blocks are skipped: it has nothing to say in them.
 */
final class SpdyConnection implements Closeable {
  private static final int SYN_STREAM = 1;
  private static final int SYN_REPLY = 2;
  private static final int RST_STREAM = 3;
  private static final int PING = 6;
  private static final int GOAWAY = 7;
  private static final int FIN = 1;
  private static final int CANCEL = 5;
  private static final Duration PING_EVERY = Duration.ofSeconds(10);

  private final DataInputStream in;
  private final OutputStream out;
  private final Closeable transport;
  private final ReentrantLock writing = new ReentrantLock();
  // One compressor for the whole connection: header blocks share its window. No dictionary is
  // preset: the readers (all Go) take a stream with or without.
  private final Deflater deflater = new Deflater();
  private final Map<Integer, SpdyStream> streams = new ConcurrentHashMap<>();
  private final Queue<byte[]> answers = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean ending = new AtomicBoolean();
  private final CountDownLatch ended = new CountDownLatch(1);
  private final Thread pinger;
  private int nextStream = 1;
  private int nextPing = 1;
  // Written by the reader, read by the thread that pings.
  private volatile boolean heard = true;
  // Written once by whoever notices the end.
  private volatile String endReason = "";
  // Set before the transport is closed, so that the reader does not take it for a loss.
  private volatile boolean closing;

  SpdyConnection(InputStream in, OutputStream out, Closeable transport) {
    this.in = new DataInputStream(in);
    this.out = out;
    this.transport = transport;
    Thread.ofVirtual().name("spdy-reader").start(this::readFrames);
    this.pinger = Thread.ofVirtual().name("spdy-ping").start(this::keepAlive);
  }

  /** Opens a stream and waits for the server to accept it. */
  SpdyStream open(List<String> headers, boolean finished) throws IOException, InterruptedException {
    SpdyStream stream;
    writing.lock();
    try {
      if (ended.getCount() == 0) {
        throw new IOException(endReason());
      }
      stream = new SpdyStream(this, nextStream);
      nextStream += 2;
      streams.put(stream.id(), stream);
      ByteArrayOutputStream payload = new ByteArrayOutputStream();
      DataOutputStream data = new DataOutputStream(payload);
      data.writeInt(stream.id());
      data.writeInt(0);
      data.writeShort(0);
      data.write(compress(headers));
      control(SYN_STREAM, finished ? FIN : 0, payload.toByteArray());
    } finally {
      writing.unlock();
    }
    if (ended.getCount() == 0) {
      stream.failed(endReason());
    }
    stream.awaitReply();
    return stream;
  }

  private byte[] compress(List<String> headers) throws IOException {
    ByteArrayOutputStream plain = new ByteArrayOutputStream();
    DataOutputStream data = new DataOutputStream(plain);
    data.writeInt(headers.size() / 2);
    for (String part : headers) {
      byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
      data.writeInt(bytes.length);
      data.write(bytes);
    }
    deflater.setInput(plain.toByteArray());
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    byte[] buffer = new byte[512];
    int n;
    do {
      n = deflater.deflate(buffer, 0, buffer.length, Deflater.SYNC_FLUSH);
      packed.write(buffer, 0, n);
    } while (n == buffer.length);
    return packed.toByteArray();
  }

  /** Sends data of a stream, in frames that leave room for others. */
  void send(int stream, byte[] bytes, int offset, int length, boolean last) throws IOException {
    int at = offset;
    int left = length;
    do {
      int n = Math.min(left, 32 * 1024);
      byte[] frame = new byte[8 + n];
      putInt(frame, 0, stream);
      putInt(frame, 4, (last && n == left ? FIN << 24 : 0) | n);
      System.arraycopy(bytes, at, frame, 8, n);
      writeFrame(frame);
      at += n;
      left -= n;
    } while (left > 0);
  }

  /** Gives a stream up; the server stops at once. */
  void reset(int stream) throws IOException {
    byte[] payload = new byte[8];
    putInt(payload, 0, stream);
    putInt(payload, 4, CANCEL);
    control(RST_STREAM, 0, payload);
  }

  void forget(int stream) {
    streams.remove(stream);
  }

  private void control(int type, int flags, byte[] payload) throws IOException {
    writeFrame(controlFrame(type, flags, payload));
  }

  private static byte[] controlFrame(int type, int flags, byte[] payload) {
    byte[] frame = new byte[8 + payload.length];
    putInt(frame, 0, 0x80030000 | type);
    putInt(frame, 4, flags << 24 | payload.length);
    System.arraycopy(payload, 0, frame, 8, payload.length);
    return frame;
  }

  /**
   * Answers a ping without ever waiting for a writer: the reader must go on reading, or both sides
   * could wait for each other.
   */
  private void answer(byte[] ping) throws IOException {
    answers.add(controlFrame(PING, 0, ping));
    if (writing.tryLock()) {
      try {
        sendAnswers();
        out.flush();
      } finally {
        writing.unlock();
      }
    }
  }

  private void sendAnswers() throws IOException {
    byte[] frame;
    while ((frame = answers.poll()) != null) {
      out.write(frame);
    }
  }

  private void writeFrame(byte[] frame) throws IOException {
    writing.lock();
    try {
      out.write(frame);
      sendAnswers();
      out.flush();
    } finally {
      writing.unlock();
    }
  }

  private static void putInt(byte[] into, int at, int value) {
    for (int i = 0; i < 4; i++) {
      into[at + i] = (byte) (value >> 8 * (3 - i));
    }
  }

  private void readFrames() {
    try {
      while (readFrame()) {
        heard = true;
      }
      end("lost connection to pod");
    } catch (EOFException e) {
      end("lost connection to pod");
    } catch (IOException e) {
      end("lost connection to pod: " + e.getMessage());
    }
  }

  private boolean readFrame() throws IOException {
    int head = in.readInt();
    int second = in.readInt();
    int flags = second >>> 24;
    int length = second & 0xffffff;
    byte[] payload = new byte[length];
    in.readFully(payload);
    if (head >= 0) {
      SpdyStream stream = streams.get(head);
      if (stream != null) {
        stream.received(payload, (flags & FIN) != 0);
      }
      return true;
    }
    switch (head & 0xffff) {
      case SYN_REPLY -> {
        SpdyStream stream = streams.get(getInt(payload, 0));
        if (stream != null) {
          stream.replied((flags & FIN) != 0);
        }
      }
      case RST_STREAM -> {
        SpdyStream stream = streams.remove(getInt(payload, 0));
        if (stream != null) {
          stream.ended();
        }
      }
      case PING -> {
        // Odd numbers are ours and come back as answers.
        if ((getInt(payload, 0) & 1) == 0) {
          answer(payload);
        }
      }
      case GOAWAY -> {
        return false;
      }
      default -> {
        // Settings and window updates: the servers do no flow control.
      }
    }
    return true;
  }

  private static int getInt(byte[] from, int at) {
    return (from[at] & 0xff) << 24
        | (from[at + 1] & 0xff) << 16
        | (from[at + 2] & 0xff) << 8
        | from[at + 3] & 0xff;
  }

  private void keepAlive() {
    try {
      int silent = 0;
      while (ended.getCount() > 0) {
        heard = false;
        byte[] id = new byte[4];
        putInt(id, 0, nextPing);
        nextPing += 2;
        control(PING, 0, id);
        if (ended.await(PING_EVERY.toMillis(), TimeUnit.MILLISECONDS)) {
          return;
        }
        silent = heard ? 0 : silent + 1;
        if (silent >= 3) {
          end("lost connection to pod: no answer to pings");
        }
      }
    } catch (IOException e) {
      end("lost connection to pod: " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void end(String reason) {
    // Not under the writers' lock: one of them may be stuck in a transport that is dead.
    if (!ending.compareAndSet(false, true)) {
      return;
    }
    endReason = closing ? "" : reason;
    ended.countDown();
    for (SpdyStream stream : streams.values()) {
      stream.failed(reason);
    }
    streams.clear();
    try {
      transport.close();
    } catch (IOException alreadyGone) {
      // It was to end, and it has.
    }
  }

  /** Why it ended; empty after {@link #close}. */
  String endReason() {
    return endReason;
  }

  void awaitEnd() throws InterruptedException {
    ended.await();
  }

  @Override
  public void close() {
    closing = true;
    // Closing the transport first frees a writer that holds the lock.
    try {
      transport.close();
    } catch (IOException alreadyGone) {
      // It was to end, and it has.
    }
    end("");
    pinger.interrupt();
  }
}
