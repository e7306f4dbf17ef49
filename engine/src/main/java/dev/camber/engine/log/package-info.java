/**
 * The log as product: spans of timestamped lines per resource, bounded in memory, older ones on
 * disk, and the console's rendering of them.
 *
 * <p>Writers take {@link dev.camber.engine.log.LogStore#logger} for a resource and span. Readers
 * keep a checkpoint and call {@link dev.camber.engine.log.LogStore#read}; neither ever waits for
 * the other.
 */
@NullMarked
package dev.camber.engine.log;

import org.jspecify.annotations.NullMarked;
