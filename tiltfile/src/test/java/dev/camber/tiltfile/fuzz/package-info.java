/**
 * Broken projects: no Tiltfile and no file that it reads makes a load crash, hang or grow without
 * bound.
 */
@NullMarked
package dev.camber.tiltfile.fuzz;

import org.jspecify.annotations.NullMarked;
