/**
 * The real cluster behind the seam: HTTP by the JDK's client, exec and port-forward on our own
 * WebSocket and SPDY. The only package that touches fabric8, which knows how to get credentials and
 * keys out of a kubeconfig.
 */
@org.jspecify.annotations.NullMarked
package dev.camber.kubernetes.client;
