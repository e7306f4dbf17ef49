/**
 * HTTP/1.1 over any byte stream, as much as the Docker Engine API needs: Unix sockets, TCP and TLS,
 * chunked bodies both ways, connections taken over after an upgrade.
 */
@NullMarked
package dev.camber.image.http;

import org.jspecify.annotations.NullMarked;
