package dev.camber.tiltfile.state;

import dev.camber.model.api.Probe;
import dev.camber.model.manifest.Link;
import dev.camber.model.manifest.ShellCommand;
import dev.camber.tiltfile.value.TriggerModeValue;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A local resource.
 *
 * @param directory where the call's file lies; base of {@code ignores}
 * @param depsGiven whether {@code deps} was a list, if only an empty one
 */
public record DeclaredLocal(
    String name,
    String directory,
    ShellCommand updateCmd,
    ShellCommand serveCmd,
    Optional<TriggerModeValue> triggerMode,
    boolean autoInit,
    List<String> deps,
    boolean depsGiven,
    List<String> ignores,
    List<String> resourceDeps,
    boolean allowParallel,
    List<Link> links,
    Map<String, String> labels,
    Optional<Probe> readinessProbe,
    boolean isTest) {}
