package dev.camber.engine.exec;

import dev.camber.engine.cluster.ClusterConnections;
import dev.camber.engine.exec.ExecRefused.Reason;
import dev.camber.engine.store.ObjectStore;
import dev.camber.engine.store.StoreSnapshot;
import dev.camber.kubernetes.cluster.ExecRequest;
import dev.camber.kubernetes.cluster.ExecResult;
import dev.camber.kubernetes.cluster.ExecStreams;
import dev.camber.kubernetes.cluster.KubeException;
import dev.camber.kubernetes.cluster.KubeWrites;
import dev.camber.kubernetes.cluster.ResourceType;
import dev.camber.kubernetes.cluster.TerminalSizes;
import dev.camber.model.api.ApiObject;
import dev.camber.model.api.Kinds;
import dev.camber.model.api.KubernetesDiscoverySpec;
import dev.camber.model.api.KubernetesDiscoveryStatus;
import dev.camber.model.api.Pod;
import dev.camber.model.cli.Suggestions;
import dev.camber.model.image.ImageReference;
import dev.camber.model.image.InvalidReferenceException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Commands in the pods of a cluster, with the right of the session to write to it. */
public final class ClusterExec implements ResourceExec {
  private static final String DEFAULT_CONTAINER = "kubectl.kubernetes.io/default-container";

  /** What meshes put beside the container that is meant. */
  private static final Set<String> SIDECARS = Set.of("istio-proxy", "linkerd-proxy");

  /** Bash if it is there: people expect a history and completion. */
  private static final String BEST_SHELL =
      "TERM=xterm-256color; export TERM; command -v bash >/dev/null 2>&1 && exec bash; exec ";

  /** Where images keep a shell that is not on the path of others. */
  private static final List<List<String>> SHELLS =
      List.of(
          List.of("sh", "-c", BEST_SHELL + "sh"),
          List.of("/busybox/sh", "-c", BEST_SHELL + "/busybox/sh"),
          List.of("bash"));

  private final ObjectStore store;
  private final ClusterConnections clusters;

  public ClusterExec(ObjectStore store, ClusterConnections clusters) {
    this.store = store;
    this.clusters = clusters;
  }

  @Override
  public List<ExecTarget> targets(String resource) throws ExecRefused, InterruptedException {
    StoreSnapshot snapshot = store.snapshot();
    if (snapshot.get(Kinds.UI_RESOURCE, resource).isEmpty()) {
      List<String> near =
          Suggestions.near(
              resource, snapshot.list(Kinds.UI_RESOURCE).stream().map(ApiObject::name).toList());
      throw new ExecRefused(
          Reason.NoSuchResource,
          "no such resource \"" + resource + "\"",
          near.isEmpty() ? "" : "Did you mean \"" + near.getFirst() + "\"?");
    }
    Optional<ApiObject<KubernetesDiscoverySpec, KubernetesDiscoveryStatus>> discovery =
        snapshot.get(Kinds.KUBERNETES_DISCOVERY, resource);
    List<Pod> pods =
        discovery.map(d -> d.status().pods()).orElse(List.of()).stream()
            .filter(pod -> !pod.deleting())
            .sorted(NEWEST_FIRST)
            .toList();
    if (pods.isEmpty()) {
      throw noPods(snapshot, resource);
    }
    String named = discovery.orElseThrow().spec().cluster();
    String cluster = named.isEmpty() ? "default" : named;
    Set<String> built = builtImages(snapshot);
    Map<String, String> defaults = new TreeMap<>();
    if (pods.stream().anyMatch(pod -> pod.containers().size() > 1)) {
      for (Pod pod : pods) {
        defaults.put(pod.name(), annotated(cluster, pod));
      }
    }
    List<Ranked> out = new ArrayList<>();
    for (Pod pod : pods) {
      for (Pod.Container container : pod.containers()) {
        boolean meant = container.name().equals(defaults.getOrDefault(pod.name(), ""));
        int rank =
            meant
                ? 0
                : built.contains(imageName(container.image()))
                    ? 1
                    : SIDECARS.contains(container.name()) ? 3 : 2;
        out.add(new Ranked(target(resource, cluster, pod, container), rank));
      }
    }
    // Stable: the newest pod stays first among equals.
    out.sort(
        Comparator.comparing((Ranked r) -> !r.target().running()).thenComparingInt(Ranked::rank));
    return out.stream().map(Ranked::target).toList();
  }

  private record Ranked(ExecTarget target, int rank) {}

  private static final Comparator<Pod> NEWEST_FIRST =
      Comparator.comparing((Pod pod) -> pod.createdAt().map(t -> t.instant()).orElse(Instant.EPOCH))
          .reversed()
          .thenComparing(Pod::name);

  private static ExecRefused noPods(StoreSnapshot snapshot, String resource) {
    boolean deploys = snapshot.get(Kinds.KUBERNETES_APPLY, resource).isPresent();
    return deploys
        ? new ExecRefused(
            Reason.NotRunning,
            "resource \"" + resource + "\" has no pod",
            "It has not been deployed, is disabled, or its pods are going away.")
        : new ExecRefused(
            Reason.NoSuchContainer,
            "resource \"" + resource + "\" runs in no container of a cluster",
            "");
  }

  private static ExecTarget target(
      String resource, String cluster, Pod pod, Pod.Container container) {
    boolean running = container.state().running().isPresent();
    String state =
        running
            ? "Running"
            : container
                .state()
                .waiting()
                .map(Pod.Waiting::reason)
                .or(() ->
                    container
                        .state()
                        .terminated()
                        .map(t ->
                            (t.reason().isEmpty() ? "ended" : t.reason())
                                + " (exit code "
                                + t.exitCode()
                                + ")"))
                .filter(text -> !text.isEmpty())
                .orElse(pod.phase());
    return new ExecTarget(
        resource,
        cluster,
        pod.namespace(),
        pod.name(),
        container.name(),
        container.image(),
        running,
        state);
  }

  private static Set<String> builtImages(StoreSnapshot snapshot) {
    return snapshot.list(Kinds.IMAGE_MAP).stream()
        .map(map -> imageName(map.status().imageFromCluster()))
        .filter(name -> !name.isEmpty())
        .collect(Collectors.toUnmodifiableSet());
  }

  private static String imageName(String image) {
    try {
      return image.isEmpty() ? "" : ImageReference.parse(image).name();
    } catch (InvalidReferenceException notAReference) {
      return "";
    }
  }

  /** What the pod itself says; a cluster that cannot be asked now says nothing. */
  private String annotated(String cluster, Pod pod) throws InterruptedException {
    try {
      var api = clusters.api(cluster);
      return api.isEmpty()
          ? ""
          : api.get()
              .get(ResourceType.POD, pod.namespace(), pod.name())
              .flatMap(tree -> tree.stringAt("metadata", "annotations", DEFAULT_CONTAINER))
              .orElse("");
    } catch (KubeException e) {
      return "";
    }
  }

  @Override
  public ExecEnd run(
      ExecTarget target, List<String> command, boolean tty, ExecInput in, ExecOutput out)
      throws ExecRefused, InterruptedException {
    KubeWrites writes =
        clusters
            .writes(target.cluster())
            .orElseThrow(() ->
                new ExecRefused(
                    Reason.ClusterError,
                    "the cluster \""
                        + target.cluster()
                        + "\" is not connected, or may not be written to",
                    "A command in a container can change it: allow_k8s_contexts() in the Tiltfile"
                        + " says where that is all right."));
    try {
      out.started(target);
      if (!command.isEmpty()) {
        return run(writes, target, command, tty, in, out, new boolean[1]);
      }
      return shell(writes, target, tty, in, out);
    } catch (KubeException e) {
      throw new ExecRefused(
          Reason.ClusterError,
          "pod " + target.pod() + ", container " + target.container() + ": " + e.getMessage(),
          "");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      ended(in);
    }
  }

  private static ExecEnd shell(
      KubeWrites writes, ExecTarget target, boolean tty, ExecInput in, ExecOutput out)
      throws KubeException, ExecRefused, InterruptedException {
    for (List<String> words : SHELLS) {
      boolean[] spoke = new boolean[1];
      ExecEnd end = run(writes, target, words, tty, in, out, spoke);
      // A shell that started and ended with 127 has said something; one that is not there has not.
      boolean absent =
          (end.exitCode() == 126 || end.exitCode() == 127) && !end.message().isEmpty() && !spoke[0];
      if (!absent) {
        return end;
      }
    }
    throw new ExecRefused(
        Reason.NoShell,
        "the container \""
            + target.container()
            + "\" of pod "
            + target.pod()
            + " has no shell: there is no sh, bash or /busybox/sh in its image "
            + target.image(),
        "Look at its log, or use an image with a shell while you develop.");
  }

  private static ExecEnd run(
      KubeWrites writes,
      ExecTarget target,
      List<String> command,
      boolean tty,
      ExecInput in,
      ExecOutput out,
      boolean[] spoke)
      throws KubeException, InterruptedException {
    ExecResult result =
        writes.exec(
            new ExecRequest(target.namespace(), target.pod(), target.container(), command, tty),
            new ExecStreams(
                Optional.of(in.bytes()),
                new Printed(out, false, spoke),
                new Printed(out, true, spoke),
                tty ? sizes(in) : TerminalSizes.NONE));
    return new ExecEnd(result.exitCode(), result.message());
  }

  private static TerminalSizes sizes(ExecInput in) {
    ExecInput.Sizes sizes = in.sizes();
    return () -> sizes.next().map(s -> new TerminalSizes.Size(s.columns(), s.rows()));
  }

  private static void ended(ExecInput in) {
    try {
      in.commandEnded();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Hands on what is printed. */
  private static final class Printed extends OutputStream {
    private final ExecOutput out;
    private final boolean error;
    private final boolean[] spoke;

    Printed(ExecOutput out, boolean error, boolean[] spoke) {
      this.out = out;
      this.error = error;
      this.spoke = spoke;
    }

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      spoke[0] = true;
      out.write(error, bytes, offset, length);
    }
  }
}
