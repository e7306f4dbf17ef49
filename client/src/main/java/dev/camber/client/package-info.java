/** The thin command line. */
@NullMarked
package dev.camber.client;

import org.jspecify.annotations.NullMarked;
