package dev.camber.tiltfile;

import dev.camber.model.log.Logger;
import java.util.List;

/**
 * What to evaluate.
 *
 * @param path the Tiltfile; relative to the working directory or absolute
 * @param args arguments of the Tiltfile, without those of the command
 * @param subcommand what {@code config.tilt_subcommand} says: {@code up}, {@code ci}, {@code alpha
 *     tiltfile-result}
 * @param owner empty for the main Tiltfile, otherwise the extension's name; extensions are not held
 *     back by the kube context check
 * @param logger receives what the evaluation prints
 * @param cancellation ends the evaluation early
 */
public record LoadRequest(
    String path,
    List<String> args,
    String subcommand,
    String owner,
    Logger logger,
    Cancellation cancellation) {
  public LoadRequest {
    args = List.copyOf(args);
  }

  /** The main Tiltfile. */
  public static LoadRequest main(String path, List<String> args, String subcommand, Logger logger) {
    return new LoadRequest(path, args, subcommand, "", logger, new Cancellation());
  }

  public boolean isMain() {
    return owner.isEmpty();
  }
}
