/**
 * What BuildKit says while it builds, and how people read it: steps with their state, printed line
 * by line and kept as statuses.
 */
@NullMarked
package dev.camber.image.trace;

import org.jspecify.annotations.NullMarked;
