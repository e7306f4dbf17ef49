/** How requests travel: the only package that knows Jetty. */
@NullMarked
package dev.camber.server.jetty;

import org.jspecify.annotations.NullMarked;
