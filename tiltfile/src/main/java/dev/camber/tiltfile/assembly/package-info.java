/** From what was declared to resources. Source: spec Tiltfile, section 7. */
@NullMarked
package dev.camber.tiltfile.assembly;

import org.jspecify.annotations.NullMarked;
