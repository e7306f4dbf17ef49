/** Live update steps. */
@NullMarked
package dev.camber.tiltfile.builtin.liveupdate;

import org.jspecify.annotations.NullMarked;
