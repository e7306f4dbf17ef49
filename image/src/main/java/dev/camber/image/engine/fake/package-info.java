/** An engine in memory for tests: what is built, tagged, pushed and run there can be looked at. */
@NullMarked
package dev.camber.image.engine.fake;

import org.jspecify.annotations.NullMarked;
