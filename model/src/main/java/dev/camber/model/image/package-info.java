/**
 * How images are named: references as Docker reads them, selectors that say which of them a build
 * stands for, and the names an image has on this machine and in the cluster.
 */
@NullMarked
package dev.camber.model.image;

import org.jspecify.annotations.NullMarked;
