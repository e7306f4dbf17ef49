package dev.camber.tiltfile.extension;

import java.time.Instant;

/**
 * The copy of a repository.
 *
 * @param path its directory
 * @param fetchedAt when that directory changed last
 * @param ref the commit that is checked out; empty for a directory that is used in place
 * @param staleReason why it could not be brought up to date; empty if it is
 * @param updated whether this call brought it here or tried to bring it up to date
 */
public record RepoCheckout(
    String path, Instant fetchedAt, String ref, String staleReason, boolean updated) {
  RepoCheckout seenBefore() {
    return new RepoCheckout(path, fetchedAt, ref, staleReason, false);
  }
}
