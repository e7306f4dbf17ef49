/** Images: docker_build, custom_build, default_registry. */
@NullMarked
package dev.camber.tiltfile.builtin.docker;

import org.jspecify.annotations.NullMarked;
