/** Local resources: their update command as a build, their server as a Cmd object. */
@NullMarked
package dev.camber.engine.local;

import org.jspecify.annotations.NullMarked;
