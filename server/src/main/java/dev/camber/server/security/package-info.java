/**
 * Who may call: Host and Origin rules, tokens, the headers that keep a page to itself. Pure.
 * Source: spec CLI and API, section 11.1; the rules for the local server in docs.
 */
@NullMarked
package dev.camber.server.security;

import org.jspecify.annotations.NullMarked;
