/** Reads kubeconfig files as kubectl does and writes the one that child processes get. */
@org.jspecify.annotations.NullMarked
package dev.camber.kubernetes.kubeconfig;
