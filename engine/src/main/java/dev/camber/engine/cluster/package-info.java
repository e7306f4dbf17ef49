/** Cluster objects: connections to Kubernetes clusters, kept and made anew by themselves. */
@NullMarked
package dev.camber.engine.cluster;

import org.jspecify.annotations.NullMarked;
