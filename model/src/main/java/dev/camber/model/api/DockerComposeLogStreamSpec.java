package dev.camber.model.api;

import dev.camber.model.codec.Time;
import dev.camber.model.codec.Wire;
import java.util.Optional;

/** The logs of a Compose service to follow. */
public record DockerComposeLogStreamSpec(
    @Wire(empty = Wire.Empty.WRITE) String service,
    ComposeProject project,
    Optional<Time> sinceTime)
    implements Spec {}
