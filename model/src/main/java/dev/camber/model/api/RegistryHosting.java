package dev.camber.model.api;

import dev.camber.model.codec.Wire;

/** Where images are pushed and from where the cluster pulls them (KEP-1755). */
public record RegistryHosting(
    @Wire(empty = Wire.Empty.WRITE) String host,
    String hostFromClusterNetwork,
    String hostFromContainerRuntime,
    String help,
    String singleName) {}
