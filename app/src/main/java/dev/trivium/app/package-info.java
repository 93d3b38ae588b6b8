/**
 * The {@code trivium} command: its verbs, what it says of itself, and how it fails, which is in one
 * sentence. Each verb has a room of its own beside {@code console}, where all of them find what
 * people at a terminal expect.
 */
@NullMarked
package dev.trivium.app;

import org.jspecify.annotations.NullMarked;
