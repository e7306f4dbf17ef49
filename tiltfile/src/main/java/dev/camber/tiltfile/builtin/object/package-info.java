/** The module v1alpha1. */
@NullMarked
package dev.camber.tiltfile.builtin.object;

import org.jspecify.annotations.NullMarked;
