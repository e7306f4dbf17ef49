package dev.camber.kubernetes.cluster;

/**
 * Who writes.
 *
 * @param fieldManager the owner of the fields written
 * @param force take fields over from other managers; server-side apply only
 */
public record WriteOptions(String fieldManager, boolean force) {}
