package dev.trivium.text;

/**
 * The shape of a {@link RecurrentEncoder}.
 *
 * @param hidden numbers in a state of one direction; a vector has as many, or twice as many
 * @param bidirectional whether texts are read from their ends too
 * @param lastState whether a text's vector is the state after its last word (its first, read from
 *     the end), and not the mean of the states after each word
 * @param trainWords whether the vectors of the words learn too, or stay as they are
 * @param dropout share of the numbers of word vectors and of the text's that is left out in
 *     training
 * @param maxTokens known words of a text that are read; the rest is cut off
 * @param seed what the first weights are drawn from
 */
public record RecurrentSettings(
    int hidden,
    boolean bidirectional,
    boolean lastState,
    boolean trainWords,
    double dropout,
    int maxTokens,
    long seed) {
  /** 128 numbers in both directions, the mean of the states, words as they are. */
  public static final RecurrentSettings DEFAULT =
      new RecurrentSettings(128, true, false, false, 0.3, 256, 1);

  public RecurrentSettings {
    require(hidden >= 1, "hidden", hidden, "1 or more, say 128");
    require(dropout >= 0 && dropout < 1, "dropout", dropout, "a share below 1, say 0.3");
    require(maxTokens >= 1, "maxTokens", maxTokens, "1 or more, say 256");
  }

  private static void require(boolean holds, String setting, Object value, String remedy) {
    if (!holds) {
      throw new IllegalArgumentException(setting + " is " + value + "; choose " + remedy);
    }
  }

  /** Numbers in a vector. */
  public int dimension() {
    return bidirectional ? Math.multiplyExact(2, hidden) : hidden;
  }

  public RecurrentSettings withHidden(int hidden) {
    return new RecurrentSettings(
        hidden, bidirectional, lastState, trainWords, dropout, maxTokens, seed);
  }

  public RecurrentSettings withBidirectional(boolean bidirectional) {
    return new RecurrentSettings(
        hidden, bidirectional, lastState, trainWords, dropout, maxTokens, seed);
  }

  public RecurrentSettings withLastState(boolean lastState) {
    return new RecurrentSettings(
        hidden, bidirectional, lastState, trainWords, dropout, maxTokens, seed);
  }

  public RecurrentSettings withTrainWords(boolean trainWords) {
    return new RecurrentSettings(
        hidden, bidirectional, lastState, trainWords, dropout, maxTokens, seed);
  }

  public RecurrentSettings withDropout(double dropout) {
    return new RecurrentSettings(
        hidden, bidirectional, lastState, trainWords, dropout, maxTokens, seed);
  }

  public RecurrentSettings withSeed(long seed) {
    return new RecurrentSettings(
        hidden, bidirectional, lastState, trainWords, dropout, maxTokens, seed);
  }
}
