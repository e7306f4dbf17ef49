/** A cluster. */
@NullMarked
package dev.camber.kubernetes;

import org.jspecify.annotations.NullMarked;
