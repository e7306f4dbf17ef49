/** The Starlark language: values, evaluation and the doors through which a host embeds it. */
@NullMarked
package dev.camber.starlark;

import org.jspecify.annotations.NullMarked;
