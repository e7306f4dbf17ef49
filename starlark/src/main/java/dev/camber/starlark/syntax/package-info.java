/**
 * Source text to syntax tree: scanner, parser, resolver. Knows nothing of values or evaluation, so
 * that a formatter and a language server can stand on it alone.
 */
@NullMarked
package dev.camber.starlark.syntax;

import org.jspecify.annotations.NullMarked;
