/** A session with everything around it, wired by hand. */
@NullMarked
package dev.camber.app.session;

import org.jspecify.annotations.NullMarked;
