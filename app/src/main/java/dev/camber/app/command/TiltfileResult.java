package dev.camber.app.command;

import dev.camber.app.session.Surroundings;
import dev.camber.app.session.World;
import dev.camber.model.EnvironmentError;
import dev.camber.model.UserError;
import dev.camber.model.flags.ParsedFlags;
import dev.camber.tiltfile.result.TiltfileResultCommand;
import java.util.Optional;

/** {@code alpha tiltfile-result}. Source: spec CLI and API, section 6.1. */
public final class TiltfileResult implements AppCommand {
  @Override
  public int run(ParsedFlags flags, Surroundings surroundings)
      throws UserError, EnvironmentError, InterruptedException {
    try (World world = World.ofCommand(surroundings)) {
      TiltfileResultCommand command =
          new TiltfileResultCommand(
              world.forTiltfiles(
                  flags.string("context"), "", "localhost", 0, surroundings.errTerminal()));
      return command.run(
          new TiltfileResultCommand.Options(
              flags.string("file"),
              flags.positional(),
              flags.bool("verbose"),
              flags.bool("builtin-timings"),
              flags.wasGiven("dur-threshold")
                  ? Optional.of(flags.duration("dur-threshold"))
                  : Optional.empty()),
          surroundings.out()::print,
          surroundings.err()::print,
          hint -> surroundings.err().print(surroundings.errTerminal().paint(hint)));
    }
  }
}
