/** Tests. */
@NullMarked
package dev.camber.tiltfile.load;

import org.jspecify.annotations.NullMarked;
