/** Docker Compose projects. */
@NullMarked
package dev.camber.compose;

import org.jspecify.annotations.NullMarked;
