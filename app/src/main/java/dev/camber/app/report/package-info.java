/** What a session that has ended leaves for other programs. */
@NullMarked
package dev.camber.app.report;

import org.jspecify.annotations.NullMarked;
