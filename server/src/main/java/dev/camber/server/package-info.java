/**
 * What a session answers to programs and people: the API server, the web server and the page, and
 * the files by which clients find it. {@link dev.camber.server.SessionServer} is the door.
 */
@NullMarked
package dev.camber.server;

import org.jspecify.annotations.NullMarked;
