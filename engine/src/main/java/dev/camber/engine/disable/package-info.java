/** Whether objects are disabled: what their disable sources say. */
@NullMarked
package dev.camber.engine.disable;

import org.jspecify.annotations.NullMarked;
