package dev.camber.engine.exec;

/**
 * A container that a command can be run in. One that was put into the pod later, such as an
 * ephemeral one, is named in the same way.
 *
 * @param resource whose pod it is in
 * @param cluster the name of the Cluster object
 * @param image as the pod names it
 * @param running whether a command can run in it now
 * @param state what it does: {@code Running}, or why it does not
 */
public record ExecTarget(
    String resource,
    String cluster,
    String namespace,
    String pod,
    String container,
    String image,
    boolean running,
    String state) {}
