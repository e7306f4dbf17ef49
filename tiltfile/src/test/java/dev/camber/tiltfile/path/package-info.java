/** Tests. */
@NullMarked
package dev.camber.tiltfile.path;

import org.jspecify.annotations.NullMarked;
