/** Kubernetes objects and resources. */
@NullMarked
package dev.camber.tiltfile.builtin.k8s;

import org.jspecify.annotations.NullMarked;
