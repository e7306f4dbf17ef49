/** The nouns of Camber: trees of data, ids, references, API objects. */
@NullMarked
package dev.camber.model;

import org.jspecify.annotations.NullMarked;
