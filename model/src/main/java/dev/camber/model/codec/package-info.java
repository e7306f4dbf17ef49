/** Records to JSON trees and back, with the omission rules of Go's encoder. */
@NullMarked
package dev.camber.model.codec;

import org.jspecify.annotations.NullMarked;
