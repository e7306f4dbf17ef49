/** The commands of the long-running program, one class each. */
@NullMarked
package dev.camber.app.command;

import dev.camber.app.session.Surroundings;

import org.jspecify.annotations.NullMarked;
