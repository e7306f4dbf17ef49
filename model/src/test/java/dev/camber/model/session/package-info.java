/** Tests. */
@NullMarked
package dev.camber.model.session;

import org.jspecify.annotations.NullMarked;
