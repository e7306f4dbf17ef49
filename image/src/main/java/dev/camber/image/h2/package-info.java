/**
 * The server side of gRPC over a connection that is already there: HTTP/2 frames, header
 * compression and flow control, as much as BuildKit's session speaks. The daemon is the client.
 */
@NullMarked
package dev.camber.image.h2;

import org.jspecify.annotations.NullMarked;
