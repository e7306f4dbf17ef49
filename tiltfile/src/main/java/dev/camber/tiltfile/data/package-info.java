/** JSON and YAML values between text and Starlark, with Go's words for what is wrong. */
@NullMarked
package dev.camber.tiltfile.data;

import org.jspecify.annotations.NullMarked;
