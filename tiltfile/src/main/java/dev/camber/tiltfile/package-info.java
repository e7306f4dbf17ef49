/** Tiltfile builtins. */
@NullMarked
package dev.camber.tiltfile;

import org.jspecify.annotations.NullMarked;
