package dev.camber.engine.cmd;

import dev.camber.host.env.Environment;
import dev.camber.host.probe.HostProbeRunner;
import dev.camber.host.probe.ProbeResult;
import dev.camber.host.probe.ProbeRunner;
import dev.camber.host.process.Processes;
import dev.camber.model.UserError;
import dev.camber.model.api.Probe;
import java.nio.file.Path;
import java.util.function.Supplier;

/** Probes from this computer. Source: spec engine, section 5.6. */
public final class HostProbes implements Probes {
  private final ProbeRunner runner;

  /**
   * @param environment of commands
   */
  public HostProbes(Processes processes, Supplier<Environment> environment) {
    this.runner = new HostProbeRunner(processes, environment);
  }

  @Override
  public Check prepare(Probe probe, Path dir) throws UserError {
    ProbeRunner.Check check = runner.prepare(probe, dir);
    return timeout -> outcome(check.look(timeout));
  }

  private static Outcome outcome(ProbeResult result) {
    Verdict verdict =
        switch (result.verdict()) {
          case SUCCESS -> Verdict.SUCCESS;
          case WARNING -> Verdict.WARNING;
          case FAILURE -> Verdict.FAILURE;
        };
    return new Outcome(verdict, result.output());
  }
}
