/** Readiness probes: a command, an HTTP request, a connection. */
@NullMarked
package dev.camber.host.probe;

import org.jspecify.annotations.NullMarked;
