package dev.camber.host.watch;

import java.nio.file.Path;

/**
 * A file or directory was created, written, renamed, removed, or its mode changed.
 *
 * @param sequence counts the events of one watch from 1; what came and went within a batch leaves a
 *     gap
 * @param path absolute, below a root of the watch or a root itself
 */
public record FileEvent(long sequence, Path path) {}
