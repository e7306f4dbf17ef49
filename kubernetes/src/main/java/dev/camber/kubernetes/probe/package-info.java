/** Asks a cluster what it is: version, architecture, registry, health. */
@org.jspecify.annotations.NullMarked
package dev.camber.kubernetes.probe;
