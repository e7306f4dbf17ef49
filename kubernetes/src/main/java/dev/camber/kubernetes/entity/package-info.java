/**
 * Kubernetes objects as a Tiltfile gives them: parsed from YAML or JSON, normalised, searched for
 * images and selectors, and rewritten before they are applied. Pure code that knows no cluster.
 */
@NullMarked
package dev.camber.kubernetes.entity;

import org.jspecify.annotations.NullMarked;
