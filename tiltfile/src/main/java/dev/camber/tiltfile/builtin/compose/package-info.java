/** Docker Compose projects and their services. */
@NullMarked
package dev.camber.tiltfile.builtin.compose;

import org.jspecify.annotations.NullMarked;
