package dev.camber.acceptance.replay;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** A process that runs, and what it has printed so far. */
final class Program {
  /** How long the pipes of a process that has ended may stay open: a child may still hold them. */
  private static final Duration LAST_WORDS = Duration.ofSeconds(2);

  private final Process process;
  private final StringBuffer err = new StringBuffer();
  private final Object lock = new Object();
  private final StringBuilder out = new StringBuilder(); // guarded by lock
  private long lastOutput; // guarded by lock; nanoTime
  private int mark; // guarded by lock
  private final Thread outReader;
  private final Thread errReader;

  Program(ProcessBuilder builder, String stdin) throws IOException {
    process = builder.start();
    lastOutput = System.nanoTime();
    outReader = Thread.ofVirtual().name("stdout").start(() -> read(process.getInputStream(), true));
    errReader =
        Thread.ofVirtual().name("stderr").start(() -> read(process.getErrorStream(), false));
    try (var in = process.getOutputStream()) {
      in.write(stdin.getBytes(StandardCharsets.UTF_8));
    } catch (IOException closedBeforeItRead) {
      // A program that does not read its input may end before we wrote it.
    }
  }

  private void read(InputStream in, boolean standard) {
    byte[] buffer = new byte[1 << 14];
    java.io.ByteArrayOutputStream part = new java.io.ByteArrayOutputStream();
    try (in) {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        part.write(buffer, 0, n);
        String text = wholeCharacters(part);
        synchronized (lock) {
          lastOutput = System.nanoTime();
          if (standard) {
            out.append(text);
          } else {
            err.append(text);
          }
          lock.notifyAll();
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Takes what ends with a whole character; the rest waits for its next bytes. */
  private static String wholeCharacters(java.io.ByteArrayOutputStream part) {
    byte[] bytes = part.toByteArray();
    int end = bytes.length;
    for (int back = 1; back <= 4 && back <= bytes.length; back++) {
      int b = bytes[bytes.length - back] & 0xff;
      if (b >= 0xc0) {
        int needed = b >= 0xf0 ? 4 : b >= 0xe0 ? 3 : 2;
        end = back < needed ? bytes.length - back : end;
        break;
      }
      if (b < 0x80) {
        break;
      }
    }
    part.reset();
    part.write(bytes, end, bytes.length - end);
    return new String(bytes, 0, end, StandardCharsets.UTF_8);
  }

  /** Standard output since the last call. */
  String newOutput() {
    synchronized (lock) {
      String text = out.substring(mark);
      mark = out.length();
      return text;
    }
  }

  /** Standard output since the last {@link #newOutput}, left there. */
  String pendingOutput() {
    synchronized (lock) {
      return out.substring(mark);
    }
  }

  String errors() {
    return err.toString();
  }

  boolean ended() {
    return !process.isAlive();
  }

  int exit() {
    return process.exitValue();
  }

  /**
   * Waits until the pending output satisfies the condition and has been quiet, at most for the
   * limit; {@code enough} output needs to be quiet for a moment only.
   */
  void settle(
      Predicate<String> condition,
      Duration quiet,
      Predicate<String> enough,
      Duration moment,
      Duration limit)
      throws InterruptedException {
    long end = System.nanoTime() + limit.toNanos();
    long begin = System.nanoTime();
    while (System.nanoTime() < end) {
      String text = pendingOutput();
      Duration wanted = enough.test(text) ? moment : quiet;
      long silence;
      synchronized (lock) {
        silence = System.nanoTime() - Math.max(begin, lastOutput);
        if (condition.test(text) && silence >= wanted.toNanos()) {
          return;
        }
        lock.wait(50);
      }
    }
  }

  /** Whether it ended within the limit. */
  boolean await(Duration limit) throws InterruptedException {
    boolean ended = process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
    if (ended) {
      outReader.join(LAST_WORDS);
      errReader.join(LAST_WORDS);
    }
    return ended;
  }

  void signal(String name) throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
  }

  /** Ends it and all it started. */
  void kill() throws InterruptedException {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
    await(LAST_WORDS);
  }
}
