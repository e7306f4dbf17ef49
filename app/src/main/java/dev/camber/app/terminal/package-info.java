/**
 * What a session shows where it was started: the log as a stream, or, on a terminal, a prompt with
 * the state of the resources. The only package that touches JLine. Source: spec CLI and API,
 * section 13.
 */
@NullMarked
package dev.camber.app.terminal;

import org.jspecify.annotations.NullMarked;
