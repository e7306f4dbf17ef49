package dev.camber.model.api;

import java.util.Optional;

/** The build by a command. */
public record CmdImageStatus(
    String ref,
    Optional<ImageBuildState.Waiting> waiting,
    Optional<ImageBuildState.Building> building,
    Optional<ImageBuildState.Completed> completed)
    implements Status {}
