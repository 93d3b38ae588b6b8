package dev.trivium.recommender;

/**
 * An item and how strongly it is recommended; scores of one recommender can be compared, those of
 * two cannot.
 *
 * @param item its id
 */
public record Recommendation(String item, float score) {}
