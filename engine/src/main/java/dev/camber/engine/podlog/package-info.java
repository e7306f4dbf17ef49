/** What containers print, followed into the log. Source: spec engine, section 3.12. */
@NullMarked
package dev.camber.engine.podlog;

import org.jspecify.annotations.NullMarked;
