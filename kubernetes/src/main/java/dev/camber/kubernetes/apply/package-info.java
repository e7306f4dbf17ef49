/**
 * Brings objects into a cluster and out of it: what to patch, when to retry, when to delete and
 * create again, in which order, and for how long.
 */
@org.jspecify.annotations.NullMarked
package dev.camber.kubernetes.apply;
