/** The modules os, sys and shlex. */
@NullMarked
package dev.camber.tiltfile.builtin.os;

import org.jspecify.annotations.NullMarked;
