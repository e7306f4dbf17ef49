/**
 * What Camber's own page asks for beyond the reference's view: changes of objects with a version to
 * resume from, the story of each resource, and the log line by line, a screen at a time.
 */
@NullMarked
package dev.camber.server.page;

import org.jspecify.annotations.NullMarked;
