package dev.camber.kubernetes.apply;

import java.time.Duration;

/**
 * How to apply.
 *
 * @param timeout for each object ({@code update_settings(k8s_upsert_timeout_secs)})
 * @param serverSide server-side apply with forced conflicts instead of a three-way patch
 */
public record ApplyOptions(Duration timeout, boolean serverSide) {
  public static final ApplyOptions DEFAULT = new ApplyOptions(Duration.ofSeconds(30), false);
}
