package dev.trivium.app.architecture.bad.app;

/** What a library must not know. */
public final class Program {}
