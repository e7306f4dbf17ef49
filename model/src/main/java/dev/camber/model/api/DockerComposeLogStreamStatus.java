package dev.camber.model.api;

import dev.camber.model.codec.MicroTime;
import java.util.Optional;

/** How following goes. */
public record DockerComposeLogStreamStatus(Optional<MicroTime> startedAt, String error)
    implements Status {}
