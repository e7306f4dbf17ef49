/** Tests. */
@NullMarked
package dev.camber.tiltfile.data;

import org.jspecify.annotations.NullMarked;
