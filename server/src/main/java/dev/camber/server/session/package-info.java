/**
 * What a running session leaves on the disk so that clients find it: its own file, the registry in
 * kubeconfig's format, the web token, the certificate. Source: spec CLI and API, sections 1.5 and
 * 7.
 */
@NullMarked
package dev.camber.server.session;

import org.jspecify.annotations.NullMarked;
