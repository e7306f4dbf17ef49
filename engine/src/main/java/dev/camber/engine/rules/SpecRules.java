package dev.camber.engine.rules;

import dev.camber.engine.store.ObjectRules;
import dev.camber.engine.store.Violation;
import dev.camber.model.api.ExtensionRepoSpec;
import dev.camber.model.api.FileWatchSpec;
import dev.camber.model.api.Forward;
import dev.camber.model.api.Kinds;
import dev.camber.model.api.KubernetesApplySpec;
import dev.camber.model.api.KubernetesDiscoverySpec;
import dev.camber.model.api.LiveUpdateSpec;
import dev.camber.model.api.PodLogStreamSpec;
import dev.camber.model.api.PortForwardSpec;
import dev.camber.model.api.SessionSpec;
import dev.camber.model.api.ToggleButtonSpec;
import dev.camber.model.api.UIButtonSpec;
import dev.camber.model.codec.RecordCodec;
import dev.camber.model.json.Json;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The rules of the API's kinds, with the reference's words. Source: spec CLI and API, section 9;
 * spec engine, appendix A.
 */
public final class SpecRules {
  private static final int MOST_PORT = 65_535;

  private SpecRules() {}

  /** The rules for names and those for the specs of all kinds that have some. */
  public static ObjectRules standard() {
    return ObjectRules.namesOnly()
        .with(Kinds.EXTENSION_REPO, SpecRules::extensionRepo)
        .with(Kinds.FILE_WATCH, SpecRules::fileWatch)
        .with(Kinds.KUBERNETES_APPLY, SpecRules::kubernetesApply)
        .with(Kinds.KUBERNETES_DISCOVERY, SpecRules::kubernetesDiscovery)
        .with(Kinds.LIVE_UPDATE, SpecRules::liveUpdate)
        .with(Kinds.POD_LOG_STREAM, SpecRules::podLogStream)
        .with(Kinds.PORT_FORWARD, SpecRules::portForward)
        .with(Kinds.SESSION, SpecRules::session)
        .with(Kinds.TOGGLE_BUTTON, SpecRules::toggleButton)
        .with(Kinds.UI_BUTTON, SpecRules::uiButton);
  }

  private static List<Violation> extensionRepo(ExtensionRepoSpec spec) {
    String url = spec.url();
    List<Violation> out = new ArrayList<>();
    boolean file = url.startsWith("file://");
    if (!file && !url.startsWith("http://") && !url.startsWith("https://")) {
      out.add(
          Violation.invalid(
              "spec.url", Json.of(url), "URLs must start with http(s):// or file://"));
    }
    if (file && !url.startsWith("file:///")) {
      out.add(
          Violation.invalid(
              "spec.url",
              Json.of(url),
              "file:// URLs must be absolute (e.g., file:///home/user/repo)"));
    }
    if (file && !spec.gitSubpath().isEmpty()) {
      out.add(
          Violation.invalid(
              "spec.git_subpath",
              Json.of(spec.gitSubpath()),
              "cannot use git_subpath for file:// URL extension repositories"));
    }
    return out;
  }

  private static List<Violation> fileWatch(FileWatchSpec spec) {
    if (spec.watchedPaths().isEmpty()) {
      return List.of(Violation.required("spec.watchedPaths", "cannot be an empty list"));
    }
    List<Violation> out = new ArrayList<>();
    for (int i = 0; i < spec.watchedPaths().size(); i++) {
      if (spec.watchedPaths().get(i).isEmpty()) {
        out.add(Violation.required("spec.watchedPaths[" + i + "]", "cannot be empty"));
      }
    }
    return out;
  }

  private static List<Violation> kubernetesApply(KubernetesApplySpec spec) {
    List<Violation> out = new ArrayList<>();
    String exactlyOne = "must specify exactly ONE of .spec.yaml or .spec.applyCmd";
    if (spec.yaml().isEmpty() && spec.applyCmd().isEmpty()) {
      out.add(Violation.required("spec.yaml", exactlyOne));
    } else if (!spec.yaml().isEmpty() && spec.applyCmd().isPresent()) {
      out.add(
          Violation.invalid(
              "spec.applyCmd", RecordCodec.encode(spec.applyCmd().get()), exactlyOne));
    }
    if (spec.applyCmd().isPresent() && spec.applyCmd().get().args().isEmpty()) {
      out.add(Violation.required("spec.applyCmd.args", "args cannot be empty"));
    }
    List<String> strategies = List.of("default", "selectors-only");
    if (!spec.discoveryStrategy().isEmpty() && !strategies.contains(spec.discoveryStrategy())) {
      out.add(
          Violation.unsupported("spec.discoveryStrategy", spec.discoveryStrategy(), strategies));
    }
    return out;
  }

  private static List<Violation> kubernetesDiscovery(KubernetesDiscoverySpec spec) {
    if (spec.watches().isEmpty() && spec.extraSelectors().isEmpty()) {
      return List.of(
          Violation.required("spec.watches", "One or more watches or extraSelectors are required"));
    }
    List<Violation> out = new ArrayList<>();
    for (int i = 0; i < spec.watches().size(); i++) {
      if (spec.watches().get(i).namespace().isEmpty()) {
        out.add(Violation.required("spec.watches[" + i + "]", "Namespace must be provided"));
      }
    }
    return out;
  }

  private static List<Violation> liveUpdate(LiveUpdateSpec spec) {
    List<Violation> out = new ArrayList<>();
    if (spec.syncs().isEmpty() && spec.execs().isEmpty()) {
      out.add(
          Violation.invalid(
              "spec.syncs",
              Json.ofNull(),
              "must contain at least 1 sync or 1 exec to run on live update"));
    }
    for (int i = 0; i < spec.syncs().size(); i++) {
      String destination = spec.syncs().get(i).containerPath();
      if (!destination.startsWith("/")) {
        out.add(
            Violation.invalid(
                "spec.syncs[" + i + "]", Json.of(destination), "sync destination is not absolute"));
      }
    }
    return out;
  }

  private static List<Violation> podLogStream(PodLogStreamSpec spec) {
    return spec.onlyContainers().isEmpty() || spec.ignoreContainers().isEmpty()
        ? List.of()
        : List.of(
            Violation.invalid(
                "spec.ignoreContainers",
                Json.strings(spec.ignoreContainers()),
                "cannot be combined with onlyContainers"));
  }

  private static List<Violation> portForward(PortForwardSpec spec) {
    List<Violation> out = new ArrayList<>();
    if (spec.podName().isEmpty()) {
      out.add(Violation.required("spec.podName", "PodName cannot be empty"));
    }
    if (spec.forwards().isEmpty()) {
      out.add(Violation.required("spec.forwards", "At least one Forward is required"));
    }
    Set<Integer> local = new HashSet<>();
    for (int i = 0; i < spec.forwards().size(); i++) {
      Forward forward = spec.forwards().get(i);
      String field = "spec.forwards[" + i + "]";
      if (forward.localPort() < 0 || forward.localPort() > MOST_PORT) {
        out.add(
            Violation.invalid(
                field + ".localPort",
                Json.of(forward.localPort()),
                "LocalPort must be in the range [0, 65535]"));
      }
      if (forward.localPort() != 0 && !local.add(forward.localPort())) {
        out.add(
            Violation.duplicate(
                field + ".localPort",
                Json.of("Cannot bind more than one forward to same LocalPort")));
      }
      if (forward.containerPort() <= 0 || forward.containerPort() > MOST_PORT) {
        out.add(
            Violation.invalid(
                field + ".containerPort",
                Json.of(forward.containerPort()),
                "ContainerPort must be in the range (0, 65535]"));
      }
    }
    return out;
  }

  private static List<Violation> session(SessionSpec spec) {
    List<Violation> out = new ArrayList<>();
    if (spec.tiltfilePath().isEmpty()) {
      out.add(Violation.required("tiltfilePath", "cannot be empty"));
    }
    if (!spec.exitCondition().equals("manual") && !spec.exitCondition().equals("ci")) {
      out.add(
          Violation.invalid(
              "exitCondition", Json.of(spec.exitCondition()), "valid values: manual, ci"));
    }
    return out;
  }

  private static List<Violation> toggleButton(ToggleButtonSpec spec) {
    if (spec.stateSource().configMap().isEmpty()) {
      return List.of(
          Violation.invalid(
              "Spec.StateSource",
              RecordCodec.encode(spec.stateSource()),
              "must specify exactly one kind of StateSource"));
    }
    ToggleButtonSpec.ConfigMapState state = spec.stateSource().configMap().get();
    String on = state.onValue().isEmpty() ? "true" : state.onValue();
    String off = state.offValue().isEmpty() ? "false" : state.offValue();
    return on.equals(off)
        ? List.of(
            Violation.invalid(
                "Spec.StateSource.ConfigMap",
                RecordCodec.encode(state),
                "OnValue and OffValue must differ"))
        : List.of();
  }

  private static List<Violation> uiButton(UIButtonSpec spec) {
    List<Violation> out = new ArrayList<>();
    if (spec.text().isEmpty()) {
      out.add(Violation.required("spec.text", "Button text cannot be empty"));
    }
    if (spec.location().componentID().isEmpty()) {
      out.add(Violation.required("spec.location.componentID", "Parent component ID is required"));
    }
    if (spec.location().componentType().isEmpty()) {
      out.add(
          Violation.required("spec.location.componentType", "Parent component type is required"));
    }
    if (!spec.iconSVG().isEmpty() && !spec.iconSVG().contains("<svg")) {
      out.add(Violation.invalid("spec.iconSVG", Json.of(spec.iconSVG()), "Invalid <svg> element"));
    }
    Set<String> names = new HashSet<>();
    for (int i = 0; i < spec.inputs().size(); i++) {
      UIButtonSpec.Input input = spec.inputs().get(i);
      if (!names.add(input.name())) {
        out.add(Violation.duplicate("spec.inputs[" + i + "].id", RecordCodec.encode(input)));
      }
    }
    for (UIButtonSpec.Input input : spec.inputs()) {
      long types =
          Stream.of(input.text(), input.bool(), input.hidden(), input.choice())
              .filter(Optional::isPresent)
              .count();
      if (types != 1) {
        out.add(
            Violation.invalid(
                "spec", RecordCodec.encode(input), "must specify exactly one input type"));
      } else if (input.choice().isPresent() && input.choice().get().choices().isEmpty()) {
        out.add(
            Violation.invalid(
                "spec", RecordCodec.encode(input), "must specify choices if input type is choice"));
      }
    }
    return out;
  }
}
