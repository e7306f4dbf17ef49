package dev.camber.image.build;

import java.util.List;
import java.util.regex.Pattern;

/** BuildKit's errors without what only its makers need. Source: spec engine, section 2.5. */
final class BuildErrors {
  private static final List<Pattern> NOISE =
      List.of(
          Pattern.compile("^failed to solve with frontend (?:dockerfile|gateway)\\.v0: "),
          Pattern.compile("^failed to solve: "),
          Pattern.compile("^rpc error: code = Unknown desc = "),
          Pattern.compile("^failed to build LLB: "));
  private static final Pattern RUNC =
      Pattern.compile("(executor failed running.*): runc did not terminate suc+essfully");
  private static final Pattern MISSING =
      Pattern.compile("failed to compute cache key: (.* not found): not found");

  private BuildErrors() {}

  static String readable(String message) {
    String text = message;
    for (Pattern noise : NOISE) {
      text = noise.matcher(text).replaceFirst("");
    }
    text = RUNC.matcher(text).replaceAll("$1");
    return MISSING.matcher(text).replaceAll("$1");
  }

  /** Whether BuildKit's own store is broken, which the classic builder does not use. */
  static boolean isCorruption(String message) {
    return message.contains("failed precondition") && message.contains("failed commit on ref");
  }
}
