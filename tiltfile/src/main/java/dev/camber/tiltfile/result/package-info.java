/** The load result as JSON: the command alpha tiltfile-result. */
@NullMarked
package dev.camber.tiltfile.result;

import org.jspecify.annotations.NullMarked;
