/**
 * Image targets built, tagged, pushed or loaded: what a session does with an engine, a command and
 * a registry. Source: spec engine, section 2.
 */
@NullMarked
package dev.camber.image.build;

import org.jspecify.annotations.NullMarked;
