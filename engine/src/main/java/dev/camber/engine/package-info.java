/**
 * The engine of a session, wired: one store, the queues, the reconcilers and the log.
 *
 * <p>{@link dev.camber.engine.Engine} is what a program starts; rooms that bring reconcilers or
 * builders of their own implement {@link dev.camber.engine.EnginePart}.
 */
@NullMarked
package dev.camber.engine;

import org.jspecify.annotations.NullMarked;
