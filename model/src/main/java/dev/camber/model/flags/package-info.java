/**
 * Command-line flags by the rules of pflag: shared by the commands and by a Tiltfile's {@code
 * config}.
 */
@NullMarked
package dev.camber.model.flags;

import org.jspecify.annotations.NullMarked;
