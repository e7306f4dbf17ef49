package dev.camber.app;

import java.util.Optional;

/** Which class answers which command. */
final class AppCommands {
  private AppCommands() {}

  static Optional<AppCommand> of(String path) {
    return switch (path) {
      case "verify-install" -> Optional.of((flags, surroundings) -> 0);
      default -> Optional.empty();
    };
  }
}
