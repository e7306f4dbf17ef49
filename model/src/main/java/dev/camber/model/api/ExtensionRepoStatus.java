package dev.camber.model.api;

import dev.camber.model.codec.Time;
import dev.camber.model.codec.Wire;
import java.util.Optional;

/** Where its copy lies and how fresh it is. */
public record ExtensionRepoStatus(
    String error,
    @Wire(empty = Wire.Empty.NULL) Optional<Time> lastFetchedAt,
    String path,
    String checkoutRef,
    String staleReason)
    implements Status {}
