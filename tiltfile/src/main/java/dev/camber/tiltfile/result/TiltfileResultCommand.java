package dev.camber.tiltfile.result;

import dev.camber.model.json.JsonWriter;
import dev.camber.model.log.LogLevel;
import dev.camber.model.log.Logger;
import dev.camber.model.text.GoDuration;
import dev.camber.tiltfile.BuiltinCall;
import dev.camber.tiltfile.Cancellation;
import dev.camber.tiltfile.LoadRequest;
import dev.camber.tiltfile.LoadResult;
import dev.camber.tiltfile.Surroundings;
import dev.camber.tiltfile.load.StarlarkTiltfileLoader;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * {@code alpha tiltfile-result}: evaluates a Tiltfile and prints what came of it. Stateless.
 * Source: spec CLI and API, section 6.1.
 */
public final class TiltfileResultCommand {
  /** Exit status of a Tiltfile that failed. */
  public static final int TILTFILE_ERROR = 5;

  private final Surroundings surroundings;

  public TiltfileResultCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  /**
   * What was asked for.
   *
   * @param path of the Tiltfile
   * @param args of the Tiltfile
   * @param verbose whether the log is shown even if all went well
   * @param timings whether the time of each builtin is printed instead of the result
   * @param durationThreshold calls below it are left out of the timings
   */
  public record Options(
      String path,
      List<String> args,
      boolean verbose,
      boolean timings,
      Optional<Duration> durationThreshold) {}

  /**
   * Runs the command.
   *
   * @param out receives standard output
   * @param err receives standard error
   * @param hints receives what helps a person with an error, if the surroundings explain
   * @return the exit status
   */
  public int run(
      Options options, Consumer<String> out, Consumer<String> err, Consumer<String> hints)
      throws InterruptedException {
    StringBuilder log = new StringBuilder();
    Logger logger =
        (level, text, fields) -> {
          if (level.atLeast(LogLevel.INFO)) {
            log.append(text);
          }
        };
    surroundings
        .kube()
        .read(surroundings.environment().asMap())
        .dockerMismatch(surroundings.environment().get("DOCKER_HOST").orElse(""))
        .ifPresent(logger::warn);
    Clock clock = surroundings.clock();
    Instant start = clock.instant();
    LoadResult result =
        new StarlarkTiltfileLoader(surroundings, options.timings())
            .load(
                new LoadRequest(
                    options.path(),
                    options.args(),
                    "alpha tiltfile-result",
                    "",
                    logger,
                    new Cancellation()));
    Duration took = Duration.between(start, clock.instant());
    if (result.error().isPresent()) {
      err.accept(log + String.valueOf(result.error().get().getMessage()) + "\n");
      if (!result.error().get().hint().isEmpty()) {
        hints.accept(result.error().get().hint() + "\n");
      }
      return TILTFILE_ERROR;
    }
    if (options.verbose()) {
      err.accept(log.toString());
    }
    if (options.timings()) {
      timings(options, result.calls(), took, out);
    } else {
      out.accept(JsonWriter.prettyHtmlSafe(new ResultJson(start).of(result), "  ") + "\n");
    }
    return 0;
  }

  private static void timings(
      Options options, List<BuiltinCall> calls, Duration took, Consumer<String> out) {
    for (BuiltinCall call : calls) {
      if (options.durationThreshold().filter(t -> call.duration().compareTo(t) < 0).isEmpty()) {
        out.accept("- " + call.text() + " took " + GoDuration.format(call.duration()) + "\n");
      }
    }
    out.accept("Tiltfile execution took " + GoDuration.format(took) + "\n");
  }
}
