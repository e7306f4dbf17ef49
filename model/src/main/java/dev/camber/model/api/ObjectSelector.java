package dev.camber.model.api;

/** Which Kubernetes objects; each pattern is a regular expression, empty for any. */
public record ObjectSelector(
    String apiVersionRegexp, String kindRegexp, String nameRegexp, String namespaceRegexp) {}
