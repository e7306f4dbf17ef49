/**
 * Live update: saved files into running containers, without a build. Source: spec engine, section
 * 4.
 */
@NullMarked
package dev.camber.engine.live;

import org.jspecify.annotations.NullMarked;
