/** JSONPath as kubectl knows it. */
@NullMarked
package dev.camber.model.jsonpath;

import org.jspecify.annotations.NullMarked;
