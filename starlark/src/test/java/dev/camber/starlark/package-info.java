/** Tests of the language. */
@NullMarked
package dev.camber.starlark;

import org.jspecify.annotations.NullMarked;
