/**
 * The command line as data: which commands there are, their flags and help; shared by both
 * programs.
 */
@NullMarked
package dev.camber.model.cli;

import org.jspecify.annotations.NullMarked;
