package dev.trivium.app.architecture.bad.core.good;

/** Breaks nothing. */
public final class Decent {}
