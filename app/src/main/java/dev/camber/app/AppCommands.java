package dev.camber.app;

import dev.camber.app.command.AppCommand;
import dev.camber.app.command.DemoCommand;
import dev.camber.app.command.DockerPruneCommand;
import dev.camber.app.command.DoctorCommand;
import dev.camber.app.command.DownCommand;
import dev.camber.app.command.OpenApiCommand;
import dev.camber.app.command.SessionCommand;
import dev.camber.app.command.TiltfileResult;
import dev.camber.app.session.Surroundings;
import dev.camber.model.UserError;
import dev.camber.model.flags.ParsedFlags;
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
      case "dump openapi" -> Optional.of(new OpenApiCommand());
      case "alpha updog" -> Optional.of(AppCommands::updog);
      case "lsp start" -> Optional.of(AppCommands::languageServer);
      default -> Optional.empty();
    };
  }

  private static int updog(ParsedFlags flags, Surroundings surroundings) throws UserError {
    if (flags.strings("filename").isEmpty()) {
      throw new UserError("Expected source files with -f");
    }
    throw new UserError(
        "`alpha updog` is not part of this program; start a session on an empty Tiltfile and use `"
            + surroundings.programName()
            + " create -f` instead");
  }

  private static int languageServer(ParsedFlags flags, Surroundings surroundings) throws UserError {
    throw new UserError(
        "this program has no language server; the editor extensions for Starlark colour and fold"
            + " Tiltfiles without one");
  }
}
