/** Protocol buffers on the wire, field by field, for the few messages BuildKit exchanges. */
@NullMarked
package dev.camber.image.proto;

import org.jspecify.annotations.NullMarked;
