/** REST, WebSocket and the page. */
@NullMarked
package dev.camber.server;

import org.jspecify.annotations.NullMarked;
