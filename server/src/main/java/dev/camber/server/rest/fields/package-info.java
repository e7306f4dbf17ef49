/**
 * Who set which field: managed fields and server-side apply. Follows Kubernetes' rules for types
 * whose lists are atomic, which ours are but for finalizers (a set) and owner references (by uid).
 */
@NullMarked
package dev.camber.server.rest.fields;

import org.jspecify.annotations.NullMarked;
