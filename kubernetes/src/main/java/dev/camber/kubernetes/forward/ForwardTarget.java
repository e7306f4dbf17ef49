package dev.camber.kubernetes.forward;

/** A port of a pod. */
public record ForwardTarget(String namespace, String pod, int port) {}
