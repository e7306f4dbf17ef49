/** Files and data: read_file, listdir, JSON and YAML. */
@NullMarked
package dev.camber.tiltfile.builtin.file;

import org.jspecify.annotations.NullMarked;
