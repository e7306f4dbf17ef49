/**
 * Runs reconcilers: one work queue per kind, one worker per key, never two at once for a key.
 *
 * <p>To add one: implement {@link dev.camber.engine.reconcile.Reconciler}, declare in {@code
 * triggers()} which other objects' changes concern which keys, and {@code add} it to the {@link
 * dev.camber.engine.reconcile.ReconcilerRunner}. Things that happen outside the store (a process
 * ended, a file changed) wake a key with {@code runner.enqueue(kind, name)}. A reconcile runs on
 * its own virtual thread and may block; it must end when interrupted. Tests use {@code ManualLoop}
 * beside the tests: same queues, a clock that only moves when told.
 */
@NullMarked
package dev.camber.engine.reconcile;

import org.jspecify.annotations.NullMarked;
