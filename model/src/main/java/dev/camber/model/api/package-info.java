/**
 * The API objects of group {@code tilt.dev/v1alpha1}, one record per spec and status, and their
 * registry.
 */
@NullMarked
package dev.camber.model.api;

import org.jspecify.annotations.NullMarked;
