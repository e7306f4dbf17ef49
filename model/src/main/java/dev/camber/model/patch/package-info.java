/** The patch types that need nothing but the two documents: JSON, merge, strategic merge. */
@NullMarked
package dev.camber.model.patch;

import org.jspecify.annotations.NullMarked;
