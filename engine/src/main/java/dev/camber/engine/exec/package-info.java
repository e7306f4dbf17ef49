/** Commands and shells in the containers of resources, for the page and the command line. */
@org.jspecify.annotations.NullMarked
package dev.camber.engine.exec;
