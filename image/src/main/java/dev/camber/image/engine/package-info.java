/**
 * A Docker Engine: its address, its images, containers and builds. The interfaces say what Camber
 * asks of an engine; {@code HttpDockerEngine} asks a real one.
 */
@NullMarked
package dev.camber.image.engine;

import org.jspecify.annotations.NullMarked;
