/** The Starlark values that only Tiltfiles have. */
@NullMarked
package dev.camber.tiltfile.value;

import org.jspecify.annotations.NullMarked;
