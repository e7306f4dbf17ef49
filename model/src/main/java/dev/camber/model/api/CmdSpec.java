package dev.camber.model.api;

import java.util.List;
import java.util.Optional;

/** A process on this host; {@code env} holds {@code K=V} on top of the inherited environment. */
public record CmdSpec(
    List<String> args,
    String dir,
    List<String> env,
    Optional<Probe> readinessProbe,
    Optional<RestartOn> restartOn,
    Optional<StartOn> startOn,
    Optional<DisableSource> disableSource)
    implements Spec {
  public CmdSpec {
    args = List.copyOf(args);
    env = List.copyOf(env);
  }
}
