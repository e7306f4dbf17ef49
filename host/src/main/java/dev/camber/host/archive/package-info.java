/** Trees of files as tar streams and as hashes of their content. */
@NullMarked
package dev.camber.host.archive;

import org.jspecify.annotations.NullMarked;
