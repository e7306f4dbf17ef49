/** Follows what containers print: every line once, across reconnects and restarts. */
@org.jspecify.annotations.NullMarked
package dev.camber.kubernetes.logs;
