package dev.camber.app;

import dev.camber.app.command.AppCommand;
import dev.camber.app.command.DemoCommand;
import dev.camber.app.command.DockerPruneCommand;
import dev.camber.app.command.DoctorCommand;
import dev.camber.app.command.DownCommand;
import dev.camber.app.command.SessionCommand;
import dev.camber.app.command.TiltfileResult;
import java.util.Optional;

/** Which class answers which command. */
final class AppCommands {
  private AppCommands() {}

  static Optional<AppCommand> of(String path) {
    return switch (path) {
      case "up" -> Optional.of(new SessionCommand(false));
      case "ci" -> Optional.of(new SessionCommand(true));
      case "down" -> Optional.of(new DownCommand());
      case "demo" -> Optional.of(new DemoCommand());
      case "docker-prune" -> Optional.of(new DockerPruneCommand());
      case "doctor" -> Optional.of(new DoctorCommand());
      case "alpha tiltfile-result" -> Optional.of(new TiltfileResult());
      case "verify-install" -> Optional.of((flags, surroundings) -> 0);
      default -> Optional.empty();
    };
  }
}
