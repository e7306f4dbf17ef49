package dev.camber.engine.exec;

import java.io.UncheckedIOException;
import java.util.List;

/**
 * Runs commands in the containers of resources: "open a shell in resource R". The page's terminal
 * and the command line come in here, through the server. Thread-safe; calls block.
 */
public interface ResourceExec {
  /** For sessions whose resources run in no containers. */
  ResourceExec NONE =
      new ResourceExec() {
        @Override
        public List<ExecTarget> targets(String resource) throws ExecRefused {
          throw new ExecRefused(
              ExecRefused.Reason.NoSuchContainer,
              "resource \"" + resource + "\" runs in no container",
              "");
        }

        @Override
        public ExecEnd run(
            ExecTarget target, List<String> command, boolean tty, ExecInput in, ExecOutput out)
            throws ExecRefused {
          throw new ExecRefused(
              ExecRefused.Reason.NoSuchContainer,
              "there is no container " + target.container(),
              "");
        }
      };

  /**
   * The containers of a resource. The first is the one that is meant when none is named: it runs if
   * any does, is in the newest pod, and is the one that the pod names as its default, or else whose
   * image this session builds.
   *
   * @return at least one
   */
  List<ExecTarget> targets(String resource) throws ExecRefused, InterruptedException;

  /**
   * The container that is meant by names of which each may be empty.
   *
   * @throws ExecRefused if there is none, or it does not run
   */
  default ExecTarget target(String resource, String pod, String container)
      throws ExecRefused, InterruptedException {
    List<ExecTarget> all = targets(resource);
    List<ExecTarget> named =
        all.stream()
            .filter(t -> pod.isEmpty() || t.pod().equals(pod))
            .filter(t -> container.isEmpty() || t.container().equals(container))
            .toList();
    if (named.isEmpty()) {
      throw new ExecRefused(
          ExecRefused.Reason.NoSuchContainer,
          "resource \""
              + resource
              + "\" has no container \""
              + (pod.isEmpty() ? "" : pod + "/")
              + container
              + "\"",
          "It has: "
              + String.join(
                  ", ", all.stream().map(t -> t.pod() + "/" + t.container()).distinct().toList())
              + ".");
    }
    ExecTarget best = named.getFirst();
    if (!best.running()) {
      throw new ExecRefused(
          ExecRefused.Reason.NotRunning,
          "the container \""
              + best.container()
              + "\" of pod "
              + best.pod()
              + " does not run: "
              + best.state(),
          "Its log may say why.");
    }
    return best;
  }

  /**
   * Runs a command until it ends; an interrupt ends it.
   *
   * @param command without words: the best shell that the container has
   * @param tty whether it gets a terminal, of the sizes that {@code in} tells
   * @throws UncheckedIOException what {@code out} threw
   */
  ExecEnd run(ExecTarget target, List<String> command, boolean tty, ExecInput in, ExecOutput out)
      throws ExecRefused, InterruptedException;
}
