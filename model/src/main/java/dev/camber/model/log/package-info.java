/** Log lines as product: what people read on the console and the page. */
@NullMarked
package dev.camber.model.log;

import org.jspecify.annotations.NullMarked;
