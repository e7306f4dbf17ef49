/**
 * The web server: the page, the view and its live connection, the calls of page and command line.
 * Source: spec CLI and API, section 11.
 */
@NullMarked
package dev.camber.server.web;

import org.jspecify.annotations.NullMarked;
