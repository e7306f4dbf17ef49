/**
 * The one store of objects: immutable values, one version counter, watches from any version in the
 * bounded history.
 *
 * <p>How to use it from a reconciler: read with {@link dev.camber.engine.store.ObjectStore#get} or
 * take a {@link dev.camber.engine.store.StoreSnapshot}; write what was seen with {@link
 * dev.camber.engine.store.ObjectStore#editStatus}. Errors are {@link
 * dev.camber.engine.store.StoreException}s and name the Kubernetes reason.
 */
@NullMarked
package dev.camber.engine.store;

import org.jspecify.annotations.NullMarked;
