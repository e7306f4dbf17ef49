package dev.camber.engine.ui;

import dev.camber.engine.build.RuntimeView;
import dev.camber.model.api.UIResourceStatus;
import dev.camber.model.codec.MicroTime;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The conditions UpToDate and Ready. Source: spec engine, section 1.9. */
final class Conditions {
  private Conditions() {}

  static List<UIResourceStatus.UICondition> of(
      String update,
      String runtime,
      boolean disabled,
      Explanation why,
      List<UIResourceStatus.UICondition> previous,
      Instant now) {
    boolean upToDate =
        !disabled && (update.equals("ok") || update.equals(RuntimeView.NOT_APPLICABLE));
    boolean ready =
        !disabled
            && (runtime.equals(RuntimeView.OK)
                || (runtime.equals(RuntimeView.NOT_APPLICABLE) && update.equals("ok")));
    return List.of(
        condition("UpToDate", upToDate, notUpToDate(update, disabled), why.update(), previous, now),
        condition("Ready", ready, notReady(update, runtime, disabled), why.ready(), previous, now));
  }

  private static String notUpToDate(String update, boolean disabled) {
    return disabled
        ? "Disabled"
        : update.equals("error")
            ? "UpdateError"
            : update.equals("pending") ? "UpdatePending" : "Unknown";
  }

  private static String notReady(String update, String runtime, boolean disabled) {
    if (disabled) {
      return "Disabled";
    }
    if (runtime.equals(RuntimeView.ERROR)) {
      return "RuntimeError";
    }
    if (update.equals("error")) {
      return "UpdateError";
    }
    boolean updated = update.equals("ok") || update.equals(RuntimeView.NOT_APPLICABLE);
    if (updated && runtime.equals(RuntimeView.PENDING)) {
      return "RuntimePending";
    }
    return update.equals("pending") ? "UpdatePending" : "Unknown";
  }

  private static UIResourceStatus.UICondition condition(
      String type,
      boolean holds,
      String reason,
      String message,
      List<UIResourceStatus.UICondition> previous,
      Instant now) {
    String status = holds ? "True" : "False";
    Optional<MicroTime> since =
        previous.stream()
            .filter(c -> c.type().equals(type) && c.status().equals(status))
            .findFirst()
            .map(UIResourceStatus.UICondition::lastTransitionTime)
            .orElse(Optional.of(new MicroTime(now)));
    return new UIResourceStatus.UICondition(type, status, since, holds ? "" : reason, message);
  }
}
