/** Schemas for {@code kubectl explain} and validation, made from the records of the API. */
@NullMarked
package dev.camber.server.rest.openapi;

import org.jspecify.annotations.NullMarked;
