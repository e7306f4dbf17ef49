package dev.camber.acceptance;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** Waiting for what will be true soon. */
final class Waiting {
  private Waiting() {}

  static void until(Callable<Boolean> condition) {
    until(Camber.PATIENCE, condition);
  }

  static void until(Duration limit, Callable<Boolean> condition) {
    Awaitility.await().atMost(limit).pollInterval(Duration.ofMillis(200)).until(condition);
  }

  /**
   * How many processes of this machine have the text in their command line; this JVM does not
   * count.
   */
  static long processes(String text) throws IOException {
    long own = ProcessHandle.current().pid();
    try (Stream<Path> all = Files.list(Path.of("/proc"))) {
      return all.filter(p -> p.getFileName().toString().matches("\\d+"))
          .filter(p -> !p.getFileName().toString().equals(Long.toString(own)))
          .filter(p -> commandLine(p).contains(text))
          .count();
    }
  }

  private static String commandLine(Path process) {
    try {
      return new String(
          Files.readAllBytes(process.resolve("cmdline")), StandardCharsets.ISO_8859_1);
    } catch (IOException gone) {
      return "";
    }
  }
}
