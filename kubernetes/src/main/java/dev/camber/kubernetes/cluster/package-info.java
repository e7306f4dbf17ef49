/**
 * The seam to a Kubernetes cluster: contexts and who may write to them, the API server's verbs as
 * one interface, and the records that cross it.
 */
@org.jspecify.annotations.NullMarked
package dev.camber.kubernetes.cluster;
