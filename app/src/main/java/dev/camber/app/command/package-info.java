/** The commands of the long-running program, one class each. */
@NullMarked
package dev.camber.app.command;

import org.jspecify.annotations.NullMarked;
