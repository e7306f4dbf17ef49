/** Resources as a Tiltfile defines them: a deploy target and the images it needs. */
@NullMarked
package dev.camber.model.manifest;

import org.jspecify.annotations.NullMarked;
