package dev.camber.tiltfile.assembly;

import dev.camber.tiltfile.state.DeclaredImage;
import dev.camber.tiltfile.state.LoadState;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The warning about an image that nothing deploys. Source: spec Tiltfile, section 7.3. */
final class UnusedImages {
  private static final int SHOWN = 3;

  private UnusedImages() {}

  /** Warns about the first one. */
  static void warn(LoadState state, boolean compose) {
    List<String> suppressed = state.settings().updates.suppressUnusedImageWarnings();
    for (DeclaredImage image : state.images().all()) {
      String name = image.reference().familiar();
      if (state.images().isUsed(image) || suppressed.contains("*") || suppressed.contains(name)) {
        continue;
      }
      state.warn(text(state, image, compose));
      return;
    }
  }

  private static String text(LoadState state, DeclaredImage image, boolean compose) {
    boolean noObjects = state.kubernetes().entities().isEmpty();
    if (noObjects && !compose) {
      return "We could not find any deployment instructions, e.g. `k8s_yaml` or"
          + " `docker_compose`.\n"
          + "Skipping all image builds until we know how to deploy them.";
    }
    if (!compose && state.kubernetes().resources().isEmpty()) {
      return "No Kubernetes configs with images found.\n"
          + "If you are using CRDs, add k8s_kind() to tell Tilt how to find images.\n"
          + "https://docs.tilt.dev/api.html#api.k8s_kind";
    }
    String name = image.reference().familiar();
    StringBuilder out = new StringBuilder();
    out.append("Image not used in any ")
        .append(compose ? "Docker Compose" : "Kubernetes")
        .append(" config:\n    ✕ ")
        .append(name)
        .append('\n');
    List<String> similar = similar(name, state.images().consumedNames());
    if (!similar.isEmpty()) {
      out.append("Did you mean…\n");
      similar.forEach(s -> out.append("    - ").append(s).append('\n'));
    }
    return out.append("Skipping this image build\n")
        .append("If this is deliberate, suppress this warning with: ")
        .append("update_settings(suppress_unused_image_warnings=[")
        .append(dev.camber.model.text.Quoted.go(name))
        .append("])")
        .toString();
  }

  private static List<String> similar(String name, Set<String> candidates) {
    Set<String> own = pieces(name);
    Map<String, Integer> scores = new TreeMap<>();
    for (String candidate : candidates) {
      Set<String> shared = new HashSet<>(pieces(candidate.toLowerCase(Locale.ROOT)));
      shared.retainAll(own);
      if (!shared.isEmpty()) {
        scores.put(candidate, shared.size());
      }
    }
    List<String> names = new ArrayList<>(scores.keySet());
    names.sort(Comparator.comparingInt((String n) -> scores.getOrDefault(n, 0)).reversed());
    return names.subList(0, Math.min(SHOWN, names.size()));
  }

  /** The distinct pieces of 2, 3 and 4 bytes; the reference never takes the last of a length. */
  private static Set<String> pieces(String text) {
    String bytes = new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    Set<String> out = new HashSet<>();
    for (int length = 2; length <= 4; length++) {
      for (int i = 0; i + length < bytes.length(); i++) {
        String piece = bytes.substring(i, i + length);
        if (!piece.isBlank()) {
          out.add(piece);
        }
      }
    }
    return out;
  }
}
