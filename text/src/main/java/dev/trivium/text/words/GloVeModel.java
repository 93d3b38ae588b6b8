package dev.trivium.text.words;

import dev.trivium.core.math.Matrix;
import java.util.List;

/**
 * What GloVe has learnt.
 *
 * @param vectors of the ids {@code [vocabulary × dimension]}, the sum of an id's vector as a word
 *     and of its vector as a context; zeros for an id that never came beside another
 * @param losses of the epochs: the mean of {@code f(x)·(w·c + b + b̃ − log x)²/2} over the pairs,
 *     each before its step
 * @param pairs of a word and a context that were counted
 */
public record GloVeModel(Matrix vectors, List<Double> losses, long pairs) {
  public GloVeModel {
    losses = List.copyOf(losses);
  }
}
