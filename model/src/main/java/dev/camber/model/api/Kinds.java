package dev.camber.model.api;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * All kinds of the API, in the order of their plural names. Source: spec CLI and API, section 8.2.
 */
public final class Kinds {
  public static final String GROUP = "tilt.dev";
  public static final String VERSION = "v1alpha1";

  public static final Kind<ClusterSpec, ClusterStatus> CLUSTER =
      kind("Cluster", "clusters", List.of(), ClusterSpec.class, ClusterStatus.class);
  public static final Kind<CmdImageSpec, CmdImageStatus> CMD_IMAGE =
      kind("CmdImage", "cmdimages", List.of(), CmdImageSpec.class, CmdImageStatus.class);
  public static final Kind<CmdSpec, CmdStatus> CMD =
      kind("Cmd", "cmds", List.of(), CmdSpec.class, CmdStatus.class);
  public static final Kind<ConfigMapData, NoStatus> CONFIG_MAP =
      kind("ConfigMap", "configmaps", List.of("cm"), ConfigMapData.class, NoStatus.class);
  public static final Kind<DockerComposeLogStreamSpec, DockerComposeLogStreamStatus>
      DOCKER_COMPOSE_LOG_STREAM =
          kind(
              "DockerComposeLogStream",
              "dockercomposelogstreams",
              List.of("dclog", "dcls"),
              DockerComposeLogStreamSpec.class,
              DockerComposeLogStreamStatus.class);
  public static final Kind<DockerComposeServiceSpec, DockerComposeServiceStatus>
      DOCKER_COMPOSE_SERVICE =
          kind(
              "DockerComposeService",
              "dockercomposeservices",
              List.of("dc"),
              DockerComposeServiceSpec.class,
              DockerComposeServiceStatus.class);
  public static final Kind<DockerImageSpec, DockerImageStatus> DOCKER_IMAGE =
      kind(
          "DockerImage", "dockerimages", List.of(), DockerImageSpec.class, DockerImageStatus.class);
  public static final Kind<ExtensionRepoSpec, ExtensionRepoStatus> EXTENSION_REPO =
      kind(
          "ExtensionRepo",
          "extensionrepos",
          List.of("repo", "extrepo"),
          ExtensionRepoSpec.class,
          ExtensionRepoStatus.class);
  public static final Kind<ExtensionSpec, ExtensionStatus> EXTENSION =
      kind("Extension", "extensions", List.of("ext"), ExtensionSpec.class, ExtensionStatus.class);
  public static final Kind<FileWatchSpec, FileWatchStatus> FILE_WATCH =
      kind("FileWatch", "filewatches", List.of("fw"), FileWatchSpec.class, FileWatchStatus.class);
  public static final Kind<ImageMapSpec, ImageMapStatus> IMAGE_MAP =
      kind("ImageMap", "imagemaps", List.of("im"), ImageMapSpec.class, ImageMapStatus.class);
  public static final Kind<KubernetesApplySpec, KubernetesApplyStatus> KUBERNETES_APPLY =
      kind(
          "KubernetesApply",
          "kubernetesapplys",
          List.of("ka", "kapp"),
          KubernetesApplySpec.class,
          KubernetesApplyStatus.class);
  public static final Kind<KubernetesDiscoverySpec, KubernetesDiscoveryStatus>
      KUBERNETES_DISCOVERY =
          kind(
              "KubernetesDiscovery",
              "kubernetesdiscoveries",
              List.of("kd", "kdisco"),
              KubernetesDiscoverySpec.class,
              KubernetesDiscoveryStatus.class);
  public static final Kind<LiveUpdateSpec, LiveUpdateStatus> LIVE_UPDATE =
      kind("LiveUpdate", "liveupdates", List.of(), LiveUpdateSpec.class, LiveUpdateStatus.class);
  public static final Kind<PodLogStreamSpec, PodLogStreamStatus> POD_LOG_STREAM =
      kind(
          "PodLogStream",
          "podlogstreams",
          List.of("pls"),
          PodLogStreamSpec.class,
          PodLogStreamStatus.class);
  public static final Kind<PortForwardSpec, PortForwardStatus> PORT_FORWARD =
      kind(
          "PortForward",
          "portforwards",
          List.of("pf"),
          PortForwardSpec.class,
          PortForwardStatus.class);
  public static final Kind<SessionSpec, SessionStatus> SESSION =
      kind("Session", "sessions", List.of(), SessionSpec.class, SessionStatus.class);
  public static final Kind<TiltfileSpec, TiltfileStatus> TILTFILE =
      kind("Tiltfile", "tiltfiles", List.of(), TiltfileSpec.class, TiltfileStatus.class);
  public static final Kind<ToggleButtonSpec, ToggleButtonStatus> TOGGLE_BUTTON =
      kind(
          "ToggleButton",
          "togglebuttons",
          List.of(),
          ToggleButtonSpec.class,
          ToggleButtonStatus.class);
  public static final Kind<UIButtonSpec, UIButtonStatus> UI_BUTTON =
      kind("UIButton", "uibuttons", List.of(), UIButtonSpec.class, UIButtonStatus.class);
  public static final Kind<UIResourceSpec, UIResourceStatus> UI_RESOURCE =
      kind("UIResource", "uiresources", List.of(), UIResourceSpec.class, UIResourceStatus.class);
  public static final Kind<UISessionSpec, UISessionStatus> UI_SESSION =
      kind("UISession", "uisessions", List.of(), UISessionSpec.class, UISessionStatus.class);

  /** Every kind, by plural name. */
  public static final List<Kind<?, ?>> ALL =
      List.of(
          CLUSTER,
          CMD_IMAGE,
          CMD,
          CONFIG_MAP,
          DOCKER_COMPOSE_LOG_STREAM,
          DOCKER_COMPOSE_SERVICE,
          DOCKER_IMAGE,
          EXTENSION_REPO,
          EXTENSION,
          FILE_WATCH,
          IMAGE_MAP,
          KUBERNETES_APPLY,
          KUBERNETES_DISCOVERY,
          LIVE_UPDATE,
          POD_LOG_STREAM,
          PORT_FORWARD,
          SESSION,
          TILTFILE,
          TOGGLE_BUTTON,
          UI_BUTTON,
          UI_RESOURCE,
          UI_SESSION);

  private Kinds() {}

  private static <S extends Record & Spec, T extends Record & Status> Kind<S, T> kind(
      String name, String plural, List<String> shortNames, Class<S> specType, Class<T> statusType) {
    return new Kind<>(GROUP, VERSION, name, plural, shortNames, specType, statusType);
  }

  /**
   * A kind that lives in a store beside those of the API but is not part of it: not in {@link
   * #ALL}, so no server shows it. Its objects need no wire form, and have no {@link Kind#emptySpec}
   * and {@link Kind#emptyStatus}.
   */
  public static <S extends Record & Spec, T extends Record & Status> Kind<S, T> internal(
      String name, Class<S> specType, Class<T> statusType) {
    return new Kind<>(
        "internal.camber.dev",
        VERSION,
        name,
        name.toLowerCase(Locale.ROOT) + "s",
        List.of(),
        specType,
        statusType);
  }

  /** The kind whose plural, singular, short or own name is {@code word}, upper or lower case. */
  public static Optional<Kind<?, ?>> named(String word) {
    String lower = word.toLowerCase(Locale.ROOT);
    return ALL.stream()
        .filter(k ->
            k.plural().equals(lower)
                || k.singular().equals(lower)
                || k.shortNames().contains(lower))
        .findFirst();
  }
}
