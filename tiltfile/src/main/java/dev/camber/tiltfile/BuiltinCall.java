package dev.camber.tiltfile;

import java.time.Duration;

/**
 * One call of a builtin, for the timings of {@code alpha tiltfile-result -b}.
 *
 * @param text the call with its positional arguments
 */
public record BuiltinCall(String text, Duration duration) {}
