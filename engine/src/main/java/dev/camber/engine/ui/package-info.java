/**
 * What the page and the command line show of resources and the session: pure projections of the
 * store.
 */
@NullMarked
package dev.camber.engine.ui;

import org.jspecify.annotations.NullMarked;
