/** Ways to print objects: templates, columns, KYAML. Knows nothing of sessions. */
@NullMarked
package dev.camber.client.print;

import org.jspecify.annotations.NullMarked;
