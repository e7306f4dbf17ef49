package dev.camber.tiltfile.state;

/** What the Tiltfile said about Docker Compose. One evaluation's thread. */
public final class ComposeDeclarations {}
