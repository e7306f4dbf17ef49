package dev.camber.kubernetes.cluster;

import java.util.List;

/** A command to run inside a container; no shell is added. */
public record ExecRequest(
    String namespace, String pod, String container, List<String> command, boolean tty) {
  public ExecRequest {
    command = List.copyOf(command);
  }

  public static ExecRequest of(
      String namespace, String pod, String container, List<String> command) {
    return new ExecRequest(namespace, pod, container, command, false);
  }
}
