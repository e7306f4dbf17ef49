/** Ports of pods, forwarded to this machine. Source: spec engine, section 3.14. */
@NullMarked
package dev.camber.engine.forward;

import org.jspecify.annotations.NullMarked;
