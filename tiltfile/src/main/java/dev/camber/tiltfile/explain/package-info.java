/** What helps a person with an error, beyond the message that stands alone. */
@NullMarked
package dev.camber.tiltfile.explain;

import org.jspecify.annotations.NullMarked;
