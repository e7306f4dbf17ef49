package dev.camber.tiltfile.builtin.object;

import dev.camber.model.api.ExtensionRepoSpec;
import dev.camber.model.api.FileWatchSpec;
import dev.camber.model.api.KubernetesApplySpec;
import dev.camber.model.api.KubernetesDiscoverySpec;
import dev.camber.model.api.UIButtonSpec;
import dev.camber.model.codec.RecordCodec;
import dev.camber.model.text.Quoted;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What makes objects valid, in the API server's words. Source: spec Tiltfile, section 5.14. */
final class ObjectChecks {
  private ObjectChecks() {}

  static List<String> none(Object spec) {
    return List.of();
  }

  private static String required(String field, String why) {
    return field + ": Required value: " + why;
  }

  private static String invalid(String field, String value, String why) {
    return field + ": Invalid value: " + value + ": " + why;
  }

  static List<String> extensionRepo(ExtensionRepoSpec spec) {
    String url = spec.url();
    List<String> problems = new ArrayList<>();
    boolean file = url.startsWith("file://");
    if (!file && !url.startsWith("http://") && !url.startsWith("https://")) {
      problems.add(
          invalid("spec.url", Quoted.go(url), "URLs must start with http(s):// or file://"));
    } else if (file && !url.startsWith("file:///")) {
      problems.add(
          invalid(
              "spec.url",
              Quoted.go(url),
              "file:// URLs must be absolute (e.g., file:///home/user/repo)"));
    }
    if (file && !spec.gitSubpath().isEmpty()) {
      problems.add(
          invalid(
              "spec.git_subpath",
              Quoted.go(spec.gitSubpath()),
              "cannot use git_subpath for file:// URL extension repositories"));
    }
    return problems;
  }

  static List<String> fileWatch(FileWatchSpec spec) {
    List<String> problems = new ArrayList<>();
    if (spec.watchedPaths().isEmpty()) {
      problems.add(required("spec.watchedPaths", "cannot be an empty list"));
    }
    for (int i = 0; i < spec.watchedPaths().size(); i++) {
      String path = spec.watchedPaths().get(i);
      if (!path.startsWith("/")) {
        problems.add(
            invalid("spec.watchedPaths[" + i + "]", Quoted.go(path), "must be absolute file path"));
      }
    }
    return problems;
  }

  static List<String> kubernetesApply(KubernetesApplySpec spec) {
    List<String> problems = new ArrayList<>();
    String one = "must specify exactly ONE of .spec.yaml or .spec.applyCmd";
    if (spec.applyCmd().isPresent()) {
      if (!spec.yaml().isEmpty()) {
        problems.add(
            invalid("spec.applyCmd", RecordCodec.encode(spec.applyCmd().get()).compact(), one));
      }
      if (spec.applyCmd().get().args().isEmpty()) {
        problems.add(required("spec.applyCmd.args", "args cannot be empty"));
      }
    } else if (spec.yaml().isEmpty()) {
      problems.add(required("spec.yaml", one));
    }
    String strategy = spec.discoveryStrategy();
    if (!List.of("", "default", "selectors-only").contains(strategy)) {
      problems.add(
          "spec.discoveryStrategy: Unsupported value: "
              + Quoted.go(strategy)
              + ": supported values: \"default\", \"selectors-only\"");
    }
    return problems;
  }

  static List<String> kubernetesDiscovery(KubernetesDiscoverySpec spec) {
    List<String> problems = new ArrayList<>();
    if (spec.watches().isEmpty() && spec.extraSelectors().isEmpty()) {
      problems.add(required("spec.watches", "One or more watches or extraSelectors are required"));
    }
    for (int i = 0; i < spec.watches().size(); i++) {
      if (spec.watches().get(i).namespace().isEmpty()) {
        problems.add(required("spec.watches[" + i + "]", "Namespace must be provided"));
      }
    }
    return problems;
  }

  static List<String> uiButton(UIButtonSpec spec) {
    List<String> problems = new ArrayList<>();
    if (spec.text().isEmpty()) {
      problems.add(required("spec.text", "Button text cannot be empty"));
    }
    if (spec.location().componentID().isEmpty()) {
      problems.add(required("spec.location.componentID", "Parent component ID is required"));
    }
    if (spec.location().componentType().isEmpty()) {
      problems.add(required("spec.location.componentType", "Parent component type is required"));
    }
    if (!spec.iconSVG().isEmpty() && !spec.iconSVG().contains("<svg")) {
      problems.add(invalid("spec.iconSVG", Quoted.go(spec.iconSVG()), "Invalid <svg> element"));
    }
    Set<String> names = new HashSet<>();
    for (int i = 0; i < spec.inputs().size(); i++) {
      UIButtonSpec.Input input = spec.inputs().get(i);
      String text = RecordCodec.encode(input).compact();
      if (!names.add(input.name())) {
        problems.add("spec.inputs[" + i + "].id: Duplicate value: " + text);
      }
      int types =
          (input.text().isPresent() ? 1 : 0)
              + (input.bool().isPresent() ? 1 : 0)
              + (input.hidden().isPresent() ? 1 : 0)
              + (input.choice().isPresent() ? 1 : 0);
      if (types != 1) {
        problems.add(invalid("spec", text, "must specify exactly one input type"));
      } else if (input.choice().isPresent() && input.choice().get().choices().isEmpty()) {
        problems.add(invalid("spec", text, "must specify choices if input type is choice"));
      }
    }
    return problems;
  }
}
