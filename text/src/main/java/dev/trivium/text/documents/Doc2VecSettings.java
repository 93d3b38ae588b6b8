package dev.trivium.text.documents;

import dev.trivium.core.sequence.SkipGramSettings;

/**
 * How vectors of documents are learnt.
 *
 * @param training of the vectors: {@code SKIP_GRAM} is PV-DBOW, {@code CBOW} PV-DM with the mean
 * @param minCount how often a word must come to be one
 * @param tokenizer finds the words
 */
public record Doc2VecSettings(SkipGramSettings training, int minCount, Tokenizer tokenizer) {
  /** PV-DBOW, 100 numbers, 5 negatives, 20 epochs, words of 2 chars or more that come twice. */
  public static final Doc2VecSettings DEFAULT =
      new Doc2VecSettings(SkipGramSettings.WORDS.withEpochs(20), 2, Tokenizer.DEFAULT);

  public Doc2VecSettings {
    if (minCount < 1) {
      throw new IllegalArgumentException("minCount is " + minCount + "; choose 1 or more, say 2");
    }
  }

  public Doc2VecSettings withTraining(SkipGramSettings value) {
    return new Doc2VecSettings(value, minCount, tokenizer);
  }

  public Doc2VecSettings withMinCount(int value) {
    return new Doc2VecSettings(training, value, tokenizer);
  }

  public Doc2VecSettings withTokenizer(Tokenizer value) {
    return new Doc2VecSettings(training, minCount, value);
  }
}
