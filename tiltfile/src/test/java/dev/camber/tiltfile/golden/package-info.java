/** The reference's own answers as tests: one per golden case. */
@NullMarked
package dev.camber.tiltfile.golden;

import org.jspecify.annotations.NullMarked;
