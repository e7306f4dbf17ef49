/** Processes that exist in memory only, for tests of whoever starts processes. */
@NullMarked
package dev.camber.host.process.fake;

import org.jspecify.annotations.NullMarked;
