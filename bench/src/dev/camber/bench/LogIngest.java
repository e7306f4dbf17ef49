package dev.camber.bench;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** A process that prints as fast as it can: lines on the console and lines kept. */
final class LogIngest implements Bench.Part {
  private static final int LINES = 500_000;

  @Override
  public void measure(Lab lab, Report report) throws Exception {
    String print = "seq -f \"line %.0f of a service that has a lot to say\" 1 " + LINES;
    Path dir =
        lab.project(
            "project", "Tiltfile",
            "local_resource('loud', serve_cmd='until [ -e go ]; do sleep 0.01; done; " + print + "; sleep 600')\n");
    Sample rate = new Sample();
    Sample reader = new Sample();
    Sample kept = new Sample();
    Sample lost = new Sample();
    for (int round = 0; round < 3; round++) {
      Files.deleteIfExists(dir.resolve("go"));
      try (Session session = lab.up(dir).listening()) {
        session.await("the server runs", 30, 10, () -> session.says("loud"));
        Thread.sleep(500);
        long before = session.lines();
        long start = System.nanoTime();
        Files.createFile(dir.resolve("go"));
        session.await("the last line", 60, 1, () -> session.says("line " + LINES + " of"));
        rate.add(LINES / ((System.nanoTime() - start) / 1e9));
        lost.add(LINES - (session.lines() - before));
        String stored = lab.run(dir, lab.camber(), "logs", "loud", "--port=" + session.port);
        kept.add(LINES - stored.lines().filter(l -> l.matches(".*line \\d+ of a service that has a lot to say")).count());
      }
      reader.add(piped(lab, dir, print));
    }
    report.line("log lines, process → console", "lines/s").atLeast(100_000).against("a pipe", reader).is(rate);
    report.line("log lines lost on the console", "lines").atMost(0).is(lost);
    report.line("log lines missing in `logs` afterwards", "lines").atMost(0).is(kept);
  }

  private static double piped(Lab lab, Path dir, String print) throws Exception {
    long start = System.nanoTime();
    Process process = lab.command(dir, java.util.List.of("sh", "-c", print)).start();
    try (InputStream in = process.getInputStream()) {
      in.transferTo(java.io.OutputStream.nullOutputStream());
    }
    return LINES / ((System.nanoTime() - start) / 1e9);
  }
}
