package dev.camber.tiltfile.builtin.compose;

import dev.camber.model.api.ComposeProject;
import dev.camber.tiltfile.program.ComposeCommand;
import dev.camber.tiltfile.state.ComposeService;
import dev.camber.tiltfile.state.LoadState;
import java.util.List;

/** Reads Compose projects: by the built-in loader, or else by the user's program. */
final class ComposeModels {
  private final LoadState state;

  ComposeModels(LoadState state) {
    this.state = state;
  }

  /** The enabled services, by name. */
  List<ComposeService.Model> load(ComposeProject project) {
    new ComposeCommand(state).config(project);
    return List.of();
  }
}
