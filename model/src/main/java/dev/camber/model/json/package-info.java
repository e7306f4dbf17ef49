/** An immutable JSON tree, its parser and its printers. */
@NullMarked
package dev.camber.model.json;

import org.jspecify.annotations.NullMarked;
