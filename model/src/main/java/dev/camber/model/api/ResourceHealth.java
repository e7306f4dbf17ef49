package dev.camber.model.api;

import java.util.Locale;

/**
 * How a resource is doing, in one word, and why: what summaries for people are made of. A pure
 * function of its status.
 *
 * @param reason one line; empty if there is nothing to say
 */
public record ResourceHealth(ResourceHealth.State state, String reason) {
  /** The states, those that want attention first. */
  public enum State {
    /** Its last update failed, or what runs does. */
    FAILED,
    /** An update is under way. */
    UPDATING,
    /** It waits: for its turn, for another resource, for what runs to become ready. */
    WAITING,
    /** Up to date and ready. */
    OK,
    /** Nobody has asked for it yet. */
    IDLE,
    DISABLED;

    /** The word for people. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public static ResourceHealth of(UIResourceStatus status) {
    String update = status.updateStatus();
    String runtime = status.runtimeStatus();
    if (status.disableStatus().state().equals("Disabled")) {
      return new ResourceHealth(State.DISABLED, "");
    }
    if (update.equals("in_progress")) {
      return new ResourceHealth(State.UPDATING, message(status, "UpToDate"));
    }
    if (update.equals("error")) {
      return new ResourceHealth(State.FAILED, message(status, "UpToDate"));
    }
    if (runtime.equals("error")) {
      return new ResourceHealth(State.FAILED, message(status, "Ready"));
    }
    if (update.equals("pending")) {
      return new ResourceHealth(State.WAITING, message(status, "UpToDate"));
    }
    if (runtime.equals("pending") || runtime.equals("unknown")) {
      return new ResourceHealth(State.WAITING, message(status, "Ready"));
    }
    if (update.isEmpty()) {
      return new ResourceHealth(State.WAITING, "starting"); // nobody has looked at it yet
    }
    if (update.equals("none")) {
      return new ResourceHealth(State.IDLE, message(status, "UpToDate"));
    }
    return new ResourceHealth(State.OK, message(status, "UpToDate"));
  }

  private static String message(UIResourceStatus status, String condition) {
    return status.conditions().stream()
        .filter(c -> c.type().equals(condition))
        .findFirst()
        .map(c -> firstLine(c.message()))
        .orElse("");
  }

  /** A traceback ends with what went wrong; anything else begins with it. */
  private static String firstLine(String text) {
    java.util.List<String> lines = text.strip().lines().filter(l -> !l.isBlank()).toList();
    if (lines.isEmpty()) {
      return "";
    }
    return (lines.getFirst().startsWith("Traceback") ? lines.getLast() : lines.getFirst()).strip();
  }
}
