/** Probe answers that a test decides. */
@NullMarked
package dev.camber.host.probe.fake;

import org.jspecify.annotations.NullMarked;
