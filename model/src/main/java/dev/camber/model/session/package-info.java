/** How a running session is found: where state lies and what a session writes there. */
@NullMarked
package dev.camber.model.session;

import org.jspecify.annotations.NullMarked;
