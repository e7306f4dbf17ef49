/** Programs that an evaluation runs: local, helm, kustomize, git, compose. */
@NullMarked
package dev.camber.tiltfile.program;

import org.jspecify.annotations.NullMarked;
