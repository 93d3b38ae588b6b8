package dev.trivium.text;

/**
 * How sentences become vectors. All but {@code batchTokens} change the numbers.
 *
 * @param pooling how token vectors become one
 * @param normalize whether vectors are brought to Euclidean length 1
 * @param maxTokens tokens of a text that are read, its special ones included; the rest is cut off
 * @param batchTokens tokens that go through the network at once, padding included: memory against
 *     speed. About 40 KB a token for a network 384 wide; on a CPU 512 is fastest, for more falls
 *     out of its caches, and as many batches are at work as there are threads; a GPU likes 16384
 * @param prompt what is put in front of each text, blanks included, such as {@code "query: "}; or
 *     the name that the model has for one, such as {@code query}
 * @param dimensions numbers of a vector that are kept, the first ones, before it is brought to
 *     length 1; 0 keeps all. For models trained so that the first matter most (Kusupati et al.,
 *     <i>Matryoshka Representation Learning</i>, 2022)
 */
public record SentenceSettings(
    Pooling pooling,
    boolean normalize,
    int maxTokens,
    int batchTokens,
    String prompt,
    int dimensions) {
  /** Those of all-MiniLM-L6-v2's authors: mean, length 1, 256 tokens; batches of 512. */
  public static final SentenceSettings DEFAULT =
      new SentenceSettings(Pooling.MEAN, true, 256, 512, "", 0);

  public SentenceSettings {
    if (maxTokens < 3) {
      throw new IllegalArgumentException(
          "maxTokens is " + maxTokens + "; choose 3 (one token between the special two) or more");
    }
    if (batchTokens < 1) {
      throw new IllegalArgumentException("batchTokens is " + batchTokens + "; choose 1 or more");
    }
    if (dimensions < 0) {
      throw new IllegalArgumentException(
          "dimensions is " + dimensions + "; choose 0 (all) or more");
    }
  }

  public SentenceSettings withPooling(Pooling pooling) {
    return new SentenceSettings(pooling, normalize, maxTokens, batchTokens, prompt, dimensions);
  }

  public SentenceSettings withNormalize(boolean normalize) {
    return new SentenceSettings(pooling, normalize, maxTokens, batchTokens, prompt, dimensions);
  }

  public SentenceSettings withMaxTokens(int maxTokens) {
    return new SentenceSettings(pooling, normalize, maxTokens, batchTokens, prompt, dimensions);
  }

  public SentenceSettings withBatchTokens(int batchTokens) {
    return new SentenceSettings(pooling, normalize, maxTokens, batchTokens, prompt, dimensions);
  }

  public SentenceSettings withPrompt(String prompt) {
    return new SentenceSettings(pooling, normalize, maxTokens, batchTokens, prompt, dimensions);
  }

  public SentenceSettings withDimensions(int dimensions) {
    return new SentenceSettings(pooling, normalize, maxTokens, batchTokens, prompt, dimensions);
  }

  /**
   * A name for the space of a model under these settings: the model's own when they are its own.
   */
  String space(String model, SentenceSettings own) {
    StringBuilder space = new StringBuilder(model);
    if (pooling != own.pooling) {
      space.append(" pooling=").append(pooling);
    }
    if (normalize != own.normalize) {
      space.append(" normalize=").append(normalize);
    }
    if (maxTokens != own.maxTokens) {
      space.append(" maxTokens=").append(maxTokens);
    }
    if (!prompt.equals(own.prompt)) {
      space.append(" prompt='").append(prompt).append('\'');
    }
    if (dimensions != own.dimensions) {
      space.append(" dimensions=").append(dimensions);
    }
    return space.toString();
  }
}
