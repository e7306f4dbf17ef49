/** Arguments of builtins to what they work with. Source: spec Tiltfile, section 2. */
@NullMarked
package dev.camber.tiltfile.convert;

import org.jspecify.annotations.NullMarked;
