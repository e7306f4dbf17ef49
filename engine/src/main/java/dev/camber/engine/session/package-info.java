/** The Session object: its targets, and when a {@code ci} session is over. */
@NullMarked
package dev.camber.engine.session;

import org.jspecify.annotations.NullMarked;
