/** Tiltfile objects: when they run, and the objects their runs leave in the store. */
@NullMarked
package dev.camber.engine.tiltfile;

import org.jspecify.annotations.NullMarked;
