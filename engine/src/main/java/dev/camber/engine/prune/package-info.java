/** When a session removes its old images, and which. Source: spec engine, section 9.5. */
@NullMarked
package dev.camber.engine.prune;

import org.jspecify.annotations.NullMarked;
