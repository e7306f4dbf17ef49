/**
 * Dockerfiles as BuildKit reads them: instructions, the images they name, and the file printed back
 * with other images in their place. Knows nothing of building.
 */
@NullMarked
package dev.camber.image.dockerfile;

import org.jspecify.annotations.NullMarked;
