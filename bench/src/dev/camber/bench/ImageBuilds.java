package dev.camber.bench;

import dev.camber.model.json.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;

/** Image builds by a session, against the docker command with the same context. */
final class ImageBuilds implements Bench.Part {
  private static final int ROUNDS = 8;

  @Override
  public void measure(Lab lab, Report report) throws Exception {
    String mark = "bench-" + lab.namespace();
    lab.removeImages(mark);
    Random random = new Random(Lab.SEED);
    Path dir =
        lab.project(
            "project",
            "app/Dockerfile", "FROM busybox\nWORKDIR /app\nCOPY . .\nRUN echo done > built\n",
            "app.yaml", Generated.deployment("app", mark, "sleep 1000000"),
            "Tiltfile", "docker_build('" + mark + "', 'app')\nk8s_yaml('app.yaml')\n");
    byte[] data = new byte[10 << 10];
    for (int i = 0; i < 1000; i++) {
      random.nextBytes(data);
      Path file = dir.resolve("app/d" + i % 25 + "/file-" + i + ".bin");
      Files.createDirectories(file.getParent());
      Files.write(file, data);
    }
    Session session = lab.up(dir);
    Wire api = session.api();
    session.awaitReady(api, 1, 120);
    String image =
        api.list("dockerimages").getFirst().stringAt("metadata", "name").orElseThrow();
    Sample camber = new Sample();
    Sample docker = new Sample();
    for (int i = 0; i < ROUNDS; i++) {
      Instant saved = Instant.now();
      Files.writeString(dir.resolve("app/d0/file-0.bin"), "round " + i);
      session.await("the image is built", 60, 10, () -> {
        Json object = api.get("dockerimages", image);
        Instant started = object.stringAt("status", "completed", "startedAt").map(Instant::parse).orElse(Instant.EPOCH);
        if (started.isBefore(saved)) {
          return false;
        }
        Instant finished = Instant.parse(object.stringAt("status", "completed", "finishedAt").orElseThrow());
        camber.add(Duration.between(started, finished).toNanos() / 1e6);
        return true;
      });
      session.awaitReady(api, 1, 60);
      Thread.sleep(500);
      Files.writeString(dir.resolve("app/d0/file-0.bin"), "docker's round " + i);
      session.await("the session is done with it", 60, 20, () -> {
        Json object = api.get("dockerimages", image);
        return object.stringAt("status", "completed", "startedAt").map(Instant::parse).orElse(Instant.EPOCH).isAfter(saved.plusMillis(500));
      });
      session.awaitReady(api, 1, 60);
      Files.writeString(dir.resolve("app/d0/file-1.bin"), "docker's own round " + i);
      docker.add(lab.time(dir, false, "docker", "build", "-q", "-t", mark + ":docker", "app"));
      session.awaitReady(api, 1, 60);
    }
    report.line("image of 1,000 files, 10 MB", "ms").against("docker build", docker).is(camber);
  }
}
