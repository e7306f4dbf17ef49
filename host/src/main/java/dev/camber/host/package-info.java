/** This computer. */
@NullMarked
package dev.camber.host;

import org.jspecify.annotations.NullMarked;
