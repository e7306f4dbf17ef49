/**
 * The process environment, the folders Camber keeps its files in, and files that are replaced in
 * one step.
 */
@NullMarked
package dev.camber.host.env;

import org.jspecify.annotations.NullMarked;
