/**
 * The types of the Kubernetes API as Go declares them, and what becomes of an object that is
 * decoded into its type and printed again: unknown fields vanish, wrongly typed ones are errors,
 * quantities and times are canonical, fields without {@code omitempty} appear.
 */
@NullMarked
package dev.camber.kubernetes.types;

import org.jspecify.annotations.NullMarked;
