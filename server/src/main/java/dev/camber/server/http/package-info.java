/**
 * Requests and responses as values, so that everything above can be tested without a socket. Only
 * {@code dev.camber.server.jetty} knows how they travel.
 */
@NullMarked
package dev.camber.server.http;

import org.jspecify.annotations.NullMarked;
