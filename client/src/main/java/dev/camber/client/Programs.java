package dev.camber.client;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** Other programs that commands run: editors, docker, kubectl, kustomize. */
final class Programs {
  private Programs() {}

  /**
   * What a program printed.
   *
   * @param started false if there is no such program; then {@code err} says so
   */
  record Result(boolean started, int exit, String out, String err) {}

  private static ProcessBuilder builder(List<String> argv, Surroundings surroundings) {
    ProcessBuilder builder = new ProcessBuilder(argv).directory(surroundings.directory().toFile());
    builder.environment().clear();
    builder.environment().putAll(surroundings.environment());
    return builder;
  }

  /** Runs a program without input and keeps its output. */
  static Result capture(List<String> argv, Surroundings surroundings) {
    Process process;
    try {
      process = builder(argv, surroundings).start();
    } catch (IOException e) {
      return new Result(false, -1, "", String.valueOf(e.getMessage()));
    }
    try {
      process.getOutputStream().close();
      CompletableFuture<String> err =
          CompletableFuture.supplyAsync(
              () -> all(process.getErrorStream()), Thread::startVirtualThread);
      String out = all(process.getInputStream());
      return new Result(true, process.waitFor(), out, err.join());
    } catch (IOException e) {
      return new Result(true, -1, "", String.valueOf(e.getMessage()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Result(true, -1, "", "interrupted");
    }
  }

  private static String all(InputStream in) {
    try (in) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      return "";
    }
  }

  /**
   * Runs a program in the terminal of this one and returns its exit code.
   *
   * @throws IOException if it cannot be started
   */
  static int foreground(List<String> argv, Map<String, String> variables, Surroundings surroundings)
      throws IOException {
    surroundings.out().flush();
    surroundings.err().flush();
    ProcessBuilder builder = builder(argv, surroundings).inheritIO();
    builder.environment().putAll(variables);
    Process process = builder.start();
    try {
      return process.waitFor();
    } catch (InterruptedException e) {
      process.destroy();
      Thread.currentThread().interrupt();
      return 130;
    }
  }
}
