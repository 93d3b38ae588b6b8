package dev.trivium.core.index;

/**
 * A vector found.
 *
 * @param id whose it is
 * @param row where it stands in its table
 * @param score its similarity to the query
 */
public record Neighbor(String id, int row, float score) {}
