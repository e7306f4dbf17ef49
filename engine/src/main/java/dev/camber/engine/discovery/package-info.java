/**
 * The pods of what was deployed: found, followed, and shown while they start. Source: spec engine,
 * sections 3.10 to 3.13.
 */
@NullMarked
package dev.camber.engine.discovery;

import org.jspecify.annotations.NullMarked;
