@org.jspecify.annotations.NullMarked
package dev.camber.server;
