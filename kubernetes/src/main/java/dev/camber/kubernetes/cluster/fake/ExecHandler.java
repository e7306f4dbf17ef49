package dev.camber.kubernetes.cluster.fake;

import dev.camber.kubernetes.cluster.ExecRequest;
import dev.camber.kubernetes.cluster.ExecResult;
import dev.camber.kubernetes.cluster.ExecStreams;
import dev.camber.kubernetes.cluster.KubeException;
import java.io.IOException;

/** What a command does in the fake. */
@FunctionalInterface
public interface ExecHandler {
  ExecResult run(ExecRequest request, ExecStreams streams)
      throws KubeException, IOException, InterruptedException;
}
