/** Store, queues and reconcilers. */
@NullMarked
package dev.camber.engine;

import org.jspecify.annotations.NullMarked;
