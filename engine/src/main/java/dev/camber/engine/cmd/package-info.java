/** Cmd objects: processes of this host that start on their own, on a click or on a change. */
@NullMarked
package dev.camber.engine.cmd;

import org.jspecify.annotations.NullMarked;
