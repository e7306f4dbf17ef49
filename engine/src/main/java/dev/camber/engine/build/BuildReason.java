package dev.camber.engine.build;

import java.util.ArrayList;
import java.util.List;

/**
 * Why something is built: a set of causes as a bit mask, whose values are part of the API. Source:
 * spec engine, section 1.6.
 */
public record BuildReason(int bits) {
  public static final BuildReason NONE = new BuildReason(0);
  public static final BuildReason CHANGED_FILES = new BuildReason(1);
  public static final BuildReason CONFIG = new BuildReason(2);
  public static final BuildReason INIT = new BuildReason(8);
  public static final BuildReason TRIGGER_WEB = new BuildReason(16);
  public static final BuildReason TRIGGER_CLI = new BuildReason(32);
  public static final BuildReason TRIGGER_HUD = new BuildReason(64);
  public static final BuildReason TRIGGER_UNKNOWN = new BuildReason(128);
  public static final BuildReason TILTFILE_ARGS = new BuildReason(256);
  public static final BuildReason CHANGED_DEPS = new BuildReason(512);

  private static final int TRIGGERS = 16 | 32 | 64 | 128;

  private static final List<Label> LABELS =
      List.of(
          new Label(1, "Changed Files"),
          new Label(2, "Config Changed"),
          new Label(4, "Pod Crashed, Lost live_update Changes"),
          new Label(8, "Initial Build"),
          new Label(16, "Web Trigger"),
          new Label(32, "CLI Trigger"),
          new Label(64, "HUD Trigger"),
          new Label(128, "Unknown Trigger"),
          new Label(256, "Tilt Args"),
          new Label(512, "Dependency Updated"));

  private record Label(int bit, String text) {}

  public BuildReason with(BuildReason other) {
    return new BuildReason(bits | other.bits);
  }

  public boolean has(BuildReason other) {
    return (bits & other.bits) != 0;
  }

  public boolean isNone() {
    return bits == 0;
  }

  /** Whether somebody asked for it. */
  public boolean isTriggered() {
    return (bits & TRIGGERS) != 0;
  }

  /** Whether changed files are the only cause, somebody's asking aside. */
  public boolean isOnlyChangedFiles() {
    return (bits & ~TRIGGERS) == CHANGED_FILES.bits;
  }

  /** The words for a person: the first trigger alone, else Initial Build alone, else all causes. */
  @Override
  public String toString() {
    List<String> out = new ArrayList<>();
    int shown = isTriggered() ? bits & TRIGGERS : has(INIT) ? INIT.bits : bits;
    for (Label label : LABELS) {
      if ((shown & label.bit()) != 0) {
        if (isTriggered()) {
          return label.text();
        }
        out.add(label.text());
      }
    }
    return String.join(" | ", out);
  }
}
