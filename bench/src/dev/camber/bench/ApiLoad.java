package dev.camber.bench;

import dev.camber.model.json.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** The API with many objects, and with many who watch while it changes quickly. */
final class ApiLoad implements Bench.Part {
  private static final int OBJECTS = 10_000;
  private static final int WATCHERS = 50;
  private static final int PATCHES_A_SECOND = 1_000;
  private static final int SECONDS = 5;
  private static final int WRITERS = 4;

  @Override
  public void measure(Lab lab, Report report) throws Exception {
    Path dir = lab.project("project", "Tiltfile", "local_resource('a', 'true')\n");
    Session session = lab.up(dir).listening();
    Wire api = session.api();
    session.awaitReady(api, 1, 30);

    Sample create = new Sample();
    for (int i = 0; i < OBJECTS; i++) {
      String body =
          "{\"apiVersion\":\"tilt.dev/v1alpha1\",\"kind\":\"ConfigMap\",\"metadata\":{\"name\":\"map-" + i
              + "\"},\"data\":{\"a\":\"value " + i + "\",\"b\":\"" + "x".repeat(100) + "\"}}";
      long start = System.nanoTime();
      api.call("POST", "configmaps", "application/json", body);
      create.add((System.nanoTime() - start) / 1e6);
    }
    report.line("API: one object created", "ms").is(create);

    Sample list = new Sample();
    for (int i = 0; i < 12; i++) {
      long start = System.nanoTime();
      byte[] all = api.call("GET", "configmaps", "", "");
      list.add((System.nanoTime() - start) / 1e6);
      if (all.length < OBJECTS * 200) {
        throw new IOException("the list is too short: " + all.length + " bytes");
      }
    }
    report.line("API: 10,000 objects listed", "ms").is(list);

    Sample watch = new Sample();
    for (int i = 0; i < 5; i++) {
      try (Wire watcher = api.another()) {
        long start = System.nanoTime();
        watcher.watch("configmaps?watch=true");
        int seen = 0;
        while (seen < OBJECTS) {
          seen += newlines(watcher.chunk());
        }
        watch.add((System.nanoTime() - start) / 1e6);
      }
    }
    report.line("API: 10,000 objects by watch", "ms").is(watch);
    patches(report, session, api);
    report.line("API: memory afterwards", "MB").is(Sample.of(session.megabytes()));
  }

  private static int newlines(byte[] chunk) {
    int count = 0;
    for (byte b : chunk) {
      count += b == '\n' ? 1 : 0;
    }
    return count;
  }

  private static void patches(Report report, Session session, Wire api) throws Exception {
    int buttons = 100;
    for (int i = 0; i < buttons; i++) {
      api.call(
          "POST", "uibuttons", "application/json",
          "{\"apiVersion\":\"tilt.dev/v1alpha1\",\"kind\":\"UIButton\",\"metadata\":{\"name\":\"bench-" + i
              + "\"},\"spec\":{\"location\":{\"componentID\":\"none\",\"componentType\":\"Global\"},\"text\":\"x\"}}");
    }
    String version =
        Json.parse(new String(api.call("GET", "uibuttons", "", ""), StandardCharsets.UTF_8))
            .stringAt("metadata", "resourceVersion").orElseThrow();
    AtomicLong events = new AtomicLong();
    List<Wire> watchers = new ArrayList<>();
    List<String> broken = new ArrayList<>();
    for (int i = 0; i < WATCHERS; i++) {
      Wire watcher = api.another().watch("uibuttons?watch=true&resourceVersion=" + version);
      watchers.add(watcher);
      Thread.ofPlatform().daemon().start(() -> {
        try {
          while (true) {
            events.addAndGet(newlines(watcher.chunk()));
          }
        } catch (IOException e) {
          // Closed at the end.
        }
      });
    }
    int total = PATCHES_A_SECOND * SECONDS;
    AtomicInteger next = new AtomicInteger();
    Sample latency = new Sample();
    double cpu = session.cpu();
    long start = System.nanoTime();
    List<Thread> writers = new ArrayList<>();
    for (int w = 0; w < WRITERS; w++) {
      Wire writer = api.another();
      writers.add(Thread.ofPlatform().start(() -> {
        try (writer) {
          for (int i = next.getAndIncrement(); i < total; i = next.getAndIncrement()) {
            long due = start + i * (1_000_000_000L / PATCHES_A_SECOND);
            long wait = due - System.nanoTime();
            if (wait > 0) {
              TimeUnit.NANOSECONDS.sleep(wait);
            }
            String at = "2026-01-01T00:%02d:%02d.%06dZ".formatted(i / 1000 / 60, i / 1000 % 60, i % 1000 * 1000 + 1);
            writer.call(
                "PATCH", "uibuttons/bench-" + i % buttons + "/status", "application/merge-patch+json",
                "{\"status\":{\"lastClickedAt\":\"" + at + "\"}}");
            // From when it was due: a server that falls behind cannot hide it.
            double millis = (System.nanoTime() - due) / 1e6;
            synchronized (latency) {
              latency.add(millis);
            }
          }
        } catch (IOException | InterruptedException e) {
          synchronized (broken) {
            broken.add(e.toString());
          }
        }
      }));
    }
    for (Thread writer : writers) {
      writer.join();
    }
    double took = (System.nanoTime() - start) / 1e9;
    if (!broken.isEmpty()) {
      throw new IOException(broken.getFirst());
    }
    Lab.await("every change at every watcher (" + events + " of " + (long) total * WATCHERS + ")", 60, 10,
        () -> events.get() >= (long) total * WATCHERS);
    double told = (System.nanoTime() - start) / 1e9;
    for (Wire watcher : watchers) {
      watcher.close();
    }
    report.line("API: status patches, 50 watchers", "/s").atLeast(0.98 * PATCHES_A_SECOND).is(Sample.of(total / took));
    report.line("API: a patch, from when it was due", "ms").is(latency);
    report.line("API: last patch due → all watchers told", "ms").is(Sample.of((told - SECONDS) * 1000));
    report.line("API: processor time for a patch", "ms").is(Sample.of((session.cpu() - cpu) * 1000 / total));
  }
}
