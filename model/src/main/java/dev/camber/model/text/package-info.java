/** Text as Go writes it: durations, quoted strings. */
@NullMarked
package dev.camber.model.text;

import org.jspecify.annotations.NullMarked;
