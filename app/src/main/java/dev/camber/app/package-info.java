/** The long-running program. */
@NullMarked
package dev.camber.app;

import org.jspecify.annotations.NullMarked;
