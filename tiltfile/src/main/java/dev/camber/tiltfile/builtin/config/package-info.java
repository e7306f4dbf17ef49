/** The module config. */
@NullMarked
package dev.camber.tiltfile.builtin.config;

import org.jspecify.annotations.NullMarked;
