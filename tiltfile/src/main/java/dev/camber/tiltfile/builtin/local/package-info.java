/** Local resources, probes and local(). */
@NullMarked
package dev.camber.tiltfile.builtin.local;

import org.jspecify.annotations.NullMarked;
