/**
 * Image targets of a resource: built where dirty, pushed, and written to their objects. Source:
 * spec engine, section 2.
 */
@NullMarked
package dev.camber.engine.image;

import org.jspecify.annotations.NullMarked;
