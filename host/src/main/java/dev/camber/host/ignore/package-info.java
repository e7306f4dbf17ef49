/** Which files do not count: dockerignore patterns and the sets made of them. */
@NullMarked
package dev.camber.host.ignore;

import org.jspecify.annotations.NullMarked;
