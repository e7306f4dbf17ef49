package dev.camber.image.engine;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Whether what an engine builds is at once in the image store of a cluster's nodes, so that nothing
 * need be pushed. Source: spec engine, section 2.4.
 */
public final class ClusterRuntime {
  private static final Set<String> STANDARD_HOSTS =
      Set.of(
          "",
          DockerEndpoint.DEFAULT_HOST,
          "unix:///run/docker.sock",
          "npipe:////./pipe/docker_engine",
          "tcp://localhost:2375",
          "tcp://127.0.0.1:2375");
  private static final List<String> DESKTOP_SOCKETS =
      List.of(
          "/.docker/run/docker.sock",
          "/.docker/desktop/docker.sock",
          "/Library/Containers/com.docker.docker/Data/docker.sock",
          "/Library/Containers/com.docker.docker/Data/docker.raw.sock",
          "/.rd/docker.sock");
  private static final String COLIMA = "/.colima/";
  private static final String ORBSTACK = "/.orbstack/";

  private ClusterRuntime() {}

  /**
   * The answer.
   *
   * @param shared whether images are there without a push
   * @param warning what a person should know; empty if nothing
   */
  public record Answer(boolean shared, String warning) {}

  /**
   * @param product of the cluster, as in {@code minikube}, {@code docker-desktop}
   * @param context name of the kubeconfig's context
   * @param runtime of the nodes, as in {@code docker}; a version may follow after {@code ://}
   * @param endpoint the engine that builds
   * @param minikubeEnvironment whether that engine was found by {@code minikube docker-env}
   */
  public static Answer of(
      String product,
      String context,
      String runtime,
      DockerEndpoint endpoint,
      boolean minikubeEnvironment) {
    if (minikubeEnvironment) {
      return new Answer(product.equals("minikube"), "");
    }
    if (!runtime.startsWith("docker")) {
      return new Answer(false, "");
    }
    String host = endpoint.host();
    return switch (product) {
      case "docker-desktop", "rancher-desktop" ->
          new Answer(
              STANDARD_HOSTS.contains(host) || DESKTOP_SOCKETS.stream().anyMatch(host::endsWith),
              "");
      case "colima" -> colima(context, host);
      case "orbstack" ->
          new Answer(host.contains(ORBSTACK), otherSocket(host, "orbstack", ORBSTACK));
      default -> new Answer(false, "");
    };
  }

  private static String otherSocket(String host, String product, String part) {
    return host.contains(part)
        ? ""
        : "connected to a "
            + product
            + " cluster, but building on another Docker engine ("
            + host
            + "): images must be pushed; docker context use "
            + product
            + " avoids that";
  }

  private static Answer colima(String context, String host) {
    Optional<String> socket = colimaProfileOfHost(host);
    if (socket.isEmpty()) {
      return new Answer(false, otherSocket(host, "colima", COLIMA));
    }
    String wanted =
        context.equals("colima")
            ? "default"
            : context.startsWith("colima-") ? context.substring("colima-".length()) : context;
    return socket.get().equals(wanted)
        ? new Answer(true, "")
        : new Answer(
            false,
            "connected to the colima profile \""
                + wanted
                + "\", but building on the engine of profile \""
                + socket.get()
                + "\": images must be pushed");
  }

  /** {@code unix:///home/me/.colima/dev/docker.sock} is the engine of profile {@code dev}. */
  private static Optional<String> colimaProfileOfHost(String host) {
    int at = host.indexOf(COLIMA);
    if (at < 0) {
      return Optional.empty();
    }
    String rest = host.substring(at + COLIMA.length());
    int slash = rest.indexOf('/');
    return Optional.of(slash < 0 ? "default" : rest.substring(0, slash));
  }
}
