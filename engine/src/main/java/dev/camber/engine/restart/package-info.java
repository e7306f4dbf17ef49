/** Ends and starts again what resources run, without an update. */
@NullMarked
package dev.camber.engine.restart;

import org.jspecify.annotations.NullMarked;
