/** An API server in memory, for tests of everything that talks to a cluster. */
@org.jspecify.annotations.NullMarked
package dev.camber.kubernetes.cluster.fake;
