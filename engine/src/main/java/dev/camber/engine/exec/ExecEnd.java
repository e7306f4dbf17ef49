package dev.camber.engine.exec;

/**
 * How a command ended.
 *
 * @param exitCode as a shell tells it: 126 or 127 when it could not be started, 137 when killed
 * @param message what the container runtime said; empty on success
 */
public record ExecEnd(int exitCode, String message) {}
