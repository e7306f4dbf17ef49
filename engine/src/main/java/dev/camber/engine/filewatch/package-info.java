/** FileWatch objects: changes of files, numbered, in the store. */
@NullMarked
package dev.camber.engine.filewatch;

import org.jspecify.annotations.NullMarked;
