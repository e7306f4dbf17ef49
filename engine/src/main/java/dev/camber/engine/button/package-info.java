/**
 * Buttons: the toggle that disables a resource, and the hash by which a page knows an outdated
 * button.
 */
@NullMarked
package dev.camber.engine.button;

import org.jspecify.annotations.NullMarked;
