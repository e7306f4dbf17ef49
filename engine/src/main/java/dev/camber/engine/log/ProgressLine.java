package dev.camber.engine.log;

/**
 * A line that is written again and again in its place.
 *
 * @param first the sequence number of its first text: its place
 * @param last the sequence number of its newest text
 */
public record ProgressLine(long first, long last) {}
