/** The few functions of the C library that the JDK does not offer; used by this room alone. */
@NullMarked
package dev.camber.host.libc;

import org.jspecify.annotations.NullMarked;
