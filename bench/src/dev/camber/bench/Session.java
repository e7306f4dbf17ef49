package dev.camber.bench;

import dev.camber.model.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** A running {@code camber up}. */
final class Session implements AutoCloseable {
  private static final int TAIL = 1 << 14;
  private final Process process;
  private final Path file;
  final int port;
  final long startedNanos;
  // Guarded by itself: the last part of the console.
  private final StringBuilder tail = new StringBuilder();
  private volatile long lines; // written by the reading thread only

  Session(ProcessBuilder builder, int port, Path state) throws IOException {
    this.port = port;
    this.file = state.resolve("sessions/tilt-" + port + ".json");
    this.startedNanos = System.nanoTime();
    this.process = builder.redirectErrorStream(true).start();
    Thread.ofPlatform().daemon().start(this::read);
  }

  private void read() {
    byte[] buffer = new byte[1 << 16];
    try (InputStream in = process.getInputStream()) {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        long seen = 0;
        for (int i = 0; i < n; i++) {
          if (buffer[i] == '\n') {
            seen++;
          }
        }
        lines += seen;
        synchronized (tail) {
          tail.append(new String(buffer, Math.max(0, n - TAIL), Math.min(n, TAIL), StandardCharsets.UTF_8));
          if (tail.length() > 2 * TAIL) {
            tail.delete(0, tail.length() - TAIL);
          }
        }
      }
    } catch (IOException e) {
      // The session ended.
    }
  }

  long pid() {
    return process.pid();
  }

  /** Lines printed so far. */
  long lines() {
    return lines;
  }

  String tail() {
    synchronized (tail) {
      return tail.toString();
    }
  }

  boolean says(String text) {
    synchronized (tail) {
      return tail.indexOf(text) >= 0;
    }
  }

  /** Milliseconds since the session was started. */
  double age() {
    return (System.nanoTime() - startedNanos) / 1e6;
  }

  /** Waits until somebody listens on the port. */
  Session listening() throws Exception {
    await("the session listens", 30, 1, () -> {
      try (Socket socket = new Socket()) {
        socket.connect(new InetSocketAddress("127.0.0.1", port), 1000);
        return true;
      } catch (IOException e) {
        return false;
      }
    });
    return this;
  }

  /** Like {@link Lab#await}, and fails at once with the console when the session ends. */
  void await(String what, int seconds, int every, Lab.Condition condition) throws Exception {
    try {
      Lab.await(what, seconds, every, () -> {
        if (!process.isAlive()) {
          throw new IOException("the session ended while waiting: " + what);
        }
        return condition.holds();
      });
    } catch (IOException e) {
      String console = tail();
      throw new IOException(e.getMessage() + "\n" + console.substring(Math.max(0, console.length() - 1500)), e);
    }
  }

  /** A connection to the session's API; one request at a time. */
  Wire api() throws Exception {
    await("the session file", 30, 5, () -> Files.exists(file));
    Json json = Json.parse(Files.readString(file));
    return new Wire(json.stringAt("socket").orElseThrow(), json.stringAt("apiToken").orElseThrow());
  }

  /** Waits until every resource but those named off is up to date and running, as the API says. */
  void awaitReady(Wire api, int resources, int seconds) throws Exception {
    await(resources + " resources ready", seconds, 50, () -> {
      long ready = 0;
      for (Json item : api.list("uiresources")) {
        String update = item.stringAt("status", "updateStatus").orElse("");
        String runtime = item.stringAt("status", "runtimeStatus").orElse("");
        boolean done = update.equals("ok") || update.equals("not_applicable") || update.equals("none");
        if (done && (runtime.equals("ok") || runtime.equals("not_applicable"))) {
          ready++;
        }
      }
      return ready >= resources + 1; // and the Tiltfile
    });
  }

  /** Resident memory in MB. */
  double megabytes() throws IOException {
    for (String line : Files.readAllLines(Path.of("/proc/" + pid() + "/status"))) {
      if (line.startsWith("VmRSS:")) {
        return Long.parseLong(line.replaceAll("\\D", "")) / 1024.0;
      }
    }
    return Double.NaN;
  }

  /** Processor time used so far, in seconds (clock ticks are 10 ms on Linux). */
  double cpu() throws IOException {
    String stat = Files.readString(Path.of("/proc/" + pid() + "/stat"));
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
    return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / 100.0;
  }

  @Override
  public void close() throws IOException, InterruptedException {
    process.destroy();
    if (!process.waitFor(20, TimeUnit.SECONDS)) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }
}
