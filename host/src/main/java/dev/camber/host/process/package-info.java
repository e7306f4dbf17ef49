/**
 * Processes of this host: started in a session of their own, streamed, ended with everything they
 * started.
 */
@NullMarked
package dev.camber.host.process;

import org.jspecify.annotations.NullMarked;
