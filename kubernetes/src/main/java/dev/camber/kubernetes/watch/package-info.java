/**
 * Follows what is in a cluster: shared watches that heal themselves, owners of objects, and the
 * parts of pods, events and services that the rest of the house needs.
 */
@org.jspecify.annotations.NullMarked
package dev.camber.kubernetes.watch;
