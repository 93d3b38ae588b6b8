package dev.trivium.text.words;

import java.util.function.ToIntFunction;
import java.util.stream.Stream;

/**
 * What a fastText model was trained with, as its file says it.
 *
 * @param dimension the numbers of a vector
 * @param window words looked at on either side
 * @param epochs passes over the corpus
 * @param minCount words rarer than that are left out
 * @param negatives drawn for each word
 * @param wordNgrams the longest runs of words that a supervised model hashes; 1 otherwise
 * @param loss what was minimised
 * @param mode what was told from what
 * @param subwords the n-grams of words
 * @param updateRate tokens after which the learning rate is adapted
 * @param sample frequent words are thinned out by this threshold
 */
public record FastTextSettings(
    int dimension,
    int window,
    int epochs,
    int minCount,
    int negatives,
    int wordNgrams,
    Loss loss,
    Mode mode,
    Subwords subwords,
    int updateRate,
    double sample) {
  /** What a model minimises. */
  public enum Loss {
    HIERARCHICAL_SOFTMAX(1),
    NEGATIVE_SAMPLING(2),
    SOFTMAX(3),
    ONE_VS_ALL(4);

    private final int code;

    Loss(int code) {
      this.code = code;
    }

    int code() {
      return code;
    }
  }

  /** What a model tells from what. */
  public enum Mode {
    CBOW(1),
    SKIP_GRAM(2),
    SUPERVISED(3);

    private final int code;

    Mode(int code) {
      this.code = code;
    }

    int code() {
      return code;
    }
  }

  public FastTextSettings {
    if (dimension < 1) {
      throw new IllegalArgumentException(
          "dimension is " + dimension + "; choose 1 or more, say 100");
    }
  }

  /** fastText's own defaults for skip-gram: n-grams of 3 to 6 in 2 million buckets. */
  public static FastTextSettings of(int dimension) {
    return new FastTextSettings(
        dimension,
        5,
        5,
        5,
        5,
        1,
        Loss.NEGATIVE_SAMPLING,
        Mode.SKIP_GRAM,
        new Subwords(3, 6, 2_000_000),
        100,
        1e-4);
  }

  /** These settings with other n-grams. */
  public FastTextSettings with(Subwords other) {
    return new FastTextSettings(
        dimension,
        window,
        epochs,
        minCount,
        negatives,
        wordNgrams,
        loss,
        mode,
        other,
        updateRate,
        sample);
  }

  static <T> T byCode(T[] all, ToIntFunction<T> code, int wanted) {
    return Stream.of(all)
        .filter(x -> code.applyAsInt(x) == wanted)
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no such code: " + wanted));
  }
}
