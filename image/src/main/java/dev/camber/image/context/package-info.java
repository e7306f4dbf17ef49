/**
 * Build contexts: the files a build may see, chosen by ignore rules, listed, hashed and archived.
 */
@NullMarked
package dev.camber.image.context;

import org.jspecify.annotations.NullMarked;
