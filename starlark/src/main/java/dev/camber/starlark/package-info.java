/**
 * The Starlark language: values, evaluation and the API through which a host embeds it.
 *
 * <p>The language is the one of starlark-go with every dialect switch that Tilt sets (spec {@code
 * tiltfile-api.md} §1.2). Nothing here knows of Tiltfiles. {@code starlark/README.md} shows how to
 * embed it.
 */
@NullMarked
package dev.camber.starlark;

import org.jspecify.annotations.NullMarked;
