/** Local ports that lead into pods and stay open when the pods change. */
@org.jspecify.annotations.NullMarked
package dev.camber.kubernetes.forward;
