package dev.camber.kubernetes.logs;

/**
 * One run of one container.
 *
 * @param containerId without the runtime's scheme; a restart has another
 */
public record LogTarget(String namespace, String pod, String container, String containerId) {}
