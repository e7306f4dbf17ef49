package dev.camber.model.api;

import dev.camber.model.codec.Wire;

/** One forwarded port; local 0 picks a free one, container 0 the first declared. */
public record Forward(
    int localPort,
    @Wire(empty = Wire.Empty.WRITE) int containerPort,
    @Wire(empty = Wire.Empty.WRITE) String host,
    String name,
    String path) {}
