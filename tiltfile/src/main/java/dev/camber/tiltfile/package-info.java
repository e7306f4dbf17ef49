/** Evaluating a Tiltfile: what goes in and the immutable result that comes out. */
@NullMarked
package dev.camber.tiltfile;

import org.jspecify.annotations.NullMarked;
