/** Paths as text, by the rules of Go's path/filepath, and its words for file errors. */
@NullMarked
package dev.camber.tiltfile.path;

import org.jspecify.annotations.NullMarked;
