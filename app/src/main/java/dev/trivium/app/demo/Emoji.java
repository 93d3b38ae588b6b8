package dev.trivium.app.demo;

import java.nio.file.Path;

/**
 * One emoji.
 *
 * @param id its code points, as {@code 1F600} or {@code 0023-FE0F-20E3}
 * @param character the emoji itself
 * @param name its English name
 * @param picture its picture of 64 pixels
 */
public record Emoji(
    String id, String character, String name, String category, String subcategory, Path picture) {}
