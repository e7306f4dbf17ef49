/** Images. */
@NullMarked
package dev.camber.image;

import org.jspecify.annotations.NullMarked;
