package dev.camber.model.api;

import dev.camber.model.codec.Wire;
import java.util.Optional;

/** Who owns an object and on whose deletion it goes (meta/v1 OwnerReference). */
public record OwnerReference(
    @Wire(empty = Wire.Empty.WRITE) String apiVersion,
    @Wire(empty = Wire.Empty.WRITE) String kind,
    @Wire(empty = Wire.Empty.WRITE) String name,
    @Wire(empty = Wire.Empty.WRITE) String uid,
    Optional<Boolean> controller,
    Optional<Boolean> blockOwnerDeletion) {}
