/** Builtins around evaluation itself: print, warn, fail, exit, struct, module, load. */
@NullMarked
package dev.camber.tiltfile.builtin.core;

import org.jspecify.annotations.NullMarked;
