/** YAML generators: helm and kustomize. */
@NullMarked
package dev.camber.tiltfile.builtin.helm;

import org.jspecify.annotations.NullMarked;
