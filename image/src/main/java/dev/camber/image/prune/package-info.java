/**
 * Removing what earlier builds of Camber left in an engine, and nothing else. Source: spec engine,
 * section 9.5.
 */
@NullMarked
package dev.camber.image.prune;

import org.jspecify.annotations.NullMarked;
