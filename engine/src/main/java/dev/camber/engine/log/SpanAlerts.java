package dev.camber.engine.log;

/**
 * The warnings and errors of a span: a record of several lines counts once.
 *
 * @param resource the resource of the span, empty for none
 * @param firstWarning the sequence number of the first warning, negative for none
 * @param lastError the sequence number of the last error, negative for none
 */
public record SpanAlerts(
    String spanId, String resource, int warnings, int errors, long firstWarning, long lastError) {}
