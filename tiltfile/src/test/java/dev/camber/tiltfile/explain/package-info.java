/** Tests. */
@NullMarked
package dev.camber.tiltfile.explain;

import org.jspecify.annotations.NullMarked;
