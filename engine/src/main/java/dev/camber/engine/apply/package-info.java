/**
 * Kubernetes deploys: what a resource wants in a cluster, applied, remembered and collected.
 * Source: spec engine, section 3.
 */
@NullMarked
package dev.camber.engine.apply;

import org.jspecify.annotations.NullMarked;
