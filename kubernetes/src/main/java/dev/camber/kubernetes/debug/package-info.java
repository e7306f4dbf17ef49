/** Ephemeral containers beside containers that have no tools of their own. */
@org.jspecify.annotations.NullMarked
package dev.camber.kubernetes.debug;
