/**
 * The thin command line: finds a running session, asks it, prints the answer. Starts in tens of
 * milliseconds.
 */
@NullMarked
package dev.camber.client;

import org.jspecify.annotations.NullMarked;
