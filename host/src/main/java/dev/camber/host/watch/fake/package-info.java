/** A watcher whose events a test sends by hand. */
@NullMarked
package dev.camber.host.watch.fake;

import org.jspecify.annotations.NullMarked;
