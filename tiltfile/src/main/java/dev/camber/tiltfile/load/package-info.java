/** One evaluation from the Tiltfile's path to its result. */
@NullMarked
package dev.camber.tiltfile.load;

import org.jspecify.annotations.NullMarked;
