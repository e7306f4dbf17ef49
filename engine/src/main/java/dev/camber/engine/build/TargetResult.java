package dev.camber.engine.build;

/**
 * What a successful build of a target left, for later builds to reuse. Each builder has its own
 * records; they are immutable. An image target with a result can be reused as long as nothing it is
 * made of changes.
 */
public interface TargetResult {}
