/** Tests of scanner, parser and resolver. */
@NullMarked
package dev.camber.starlark.syntax;

import org.jspecify.annotations.NullMarked;
