/**
 * Docker Compose projects: files in, services out. A loader of our own reads what people write in
 * Compose files; what it does not know it leaves to the person's Compose program.
 */
@NullMarked
package dev.camber.compose;

import org.jspecify.annotations.NullMarked;
