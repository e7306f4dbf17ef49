/**
 * The session of one BuildKit build: while it runs, the engine's BuildKit calls back for files,
 * credentials, secrets and SSH agents.
 */
@NullMarked
package dev.camber.image.session;

import org.jspecify.annotations.NullMarked;
