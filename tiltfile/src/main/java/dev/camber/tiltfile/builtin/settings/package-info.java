/** Modes and settings. */
@NullMarked
package dev.camber.tiltfile.builtin.settings;

import org.jspecify.annotations.NullMarked;
