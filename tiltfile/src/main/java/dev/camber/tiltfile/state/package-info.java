/** What the builtins have declared so far in one evaluation. */
@NullMarked
package dev.camber.tiltfile.state;

import org.jspecify.annotations.NullMarked;
