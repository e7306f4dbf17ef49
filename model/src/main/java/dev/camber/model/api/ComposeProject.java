package dev.camber.model.api;

import dev.camber.model.codec.Wire;
import java.util.List;

/** A Compose project. */
public record ComposeProject(
    List<String> configPaths,
    String projectPath,
    String name,
    String yaml,
    String envFile,
    List<String> profiles,
    @Wire(name = "wait") boolean waitUntilHealthy) {
  public ComposeProject {
    configPaths = List.copyOf(configPaths);
    profiles = List.copyOf(profiles);
  }
}
