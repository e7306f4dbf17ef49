/** Registry credentials as the docker program keeps them: its config file and its helpers. */
@NullMarked
package dev.camber.image.auth;

import org.jspecify.annotations.NullMarked;
