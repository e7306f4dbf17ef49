/** What the spec of each kind must satisfy to be stored. */
@NullMarked
package dev.camber.engine.rules;

import org.jspecify.annotations.NullMarked;
