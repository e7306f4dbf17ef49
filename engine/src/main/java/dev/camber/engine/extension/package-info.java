/** Extensions and their repositories as objects: brought here, looked up, run on their own. */
@NullMarked
package dev.camber.engine.extension;

import org.jspecify.annotations.NullMarked;
