/** Copies of extension repositories on this machine. */
@NullMarked
package dev.camber.tiltfile.extension;

import org.jspecify.annotations.NullMarked;
