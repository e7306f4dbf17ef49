/** How builtins are put together to what a Tiltfile finds predeclared. */
@NullMarked
package dev.camber.tiltfile.builtin;

import org.jspecify.annotations.NullMarked;
