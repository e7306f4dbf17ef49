/**
 * Random sequences of what happens to a session, on fakes, against a simple model of what must be
 * deployed when everything has come to rest.
 */
@NullMarked
package dev.camber.engine.sequence;

import org.jspecify.annotations.NullMarked;
