package dev.trivium.recommender;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a score is made of, told twice.
 *
 * @param score of the item for whom it was asked
 * @param modalities what each modality of the item carries, {@code interactions} being what its own
 *     history adds to its content; sums to the score
 * @param history what each item that was taken up carries; a thing known by content stands as its
 *     modalities in parentheses. With {@code rest} it sums to the score
 * @param rest what nothing in the history carries: where the user's own content draws, and what has
 *     changed since the user was placed
 */
public record Explanation(
    float score,
    SortedMap<String, Float> modalities,
    SortedMap<String, Float> history,
    float rest) {
  public Explanation {
    modalities = Collections.unmodifiableSortedMap(new TreeMap<>(modalities));
    history = Collections.unmodifiableSortedMap(new TreeMap<>(history));
  }
}
