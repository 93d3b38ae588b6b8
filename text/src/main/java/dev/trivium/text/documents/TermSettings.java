package dev.trivium.text.documents;

/**
 * What the terms of a bag of words are.
 *
 * @param unit what terms are made of
 * @param minLength the fewest units in a term
 * @param maxLength the most, such as 2 for words and pairs of neighbours
 * @param minDocuments texts that a term must be in, to be one
 * @param maxShare the share of all texts that a term may be in at most
 * @param maxTerms how many terms there may be; those that come most often are kept, of equals the
 *     first in the alphabet
 * @param tokenizer finds the words; of characters only its lower case counts
 */
public record TermSettings(
    Unit unit,
    int minLength,
    int maxLength,
    int minDocuments,
    double maxShare,
    int maxTerms,
    Tokenizer tokenizer) {
  /** What terms are made of. */
  public enum Unit {
    WORDS,
    CHARACTERS
  }

  /** Each word of two or more chars that comes at all, in lower case. */
  public static final TermSettings DEFAULT =
      new TermSettings(Unit.WORDS, 1, 1, 1, 1, Integer.MAX_VALUE, Tokenizer.DEFAULT);

  public TermSettings {
    require(minLength >= 1, "minLength", minLength, "1 or more");
    require(
        maxLength >= minLength && maxLength <= 100,
        "maxLength",
        maxLength,
        "minLength " + minLength + " or more, at most 100");
    require(minDocuments >= 1, "minDocuments", minDocuments, "1 or more");
    require(maxShare > 0 && maxShare <= 1, "maxShare", maxShare, "more than 0, at most 1 (all)");
    require(maxTerms >= 1, "maxTerms", maxTerms, "1 or more");
  }

  private static void require(boolean holds, String setting, Object value, String remedy) {
    if (!holds) {
      throw new IllegalArgumentException(setting + " is " + value + "; choose " + remedy);
    }
  }

  public TermSettings withUnit(Unit value) {
    return new TermSettings(
        value, minLength, maxLength, minDocuments, maxShare, maxTerms, tokenizer);
  }

  /** Terms of {@code min} to {@code max} units. */
  public TermSettings withLengths(int min, int max) {
    return new TermSettings(unit, min, max, minDocuments, maxShare, maxTerms, tokenizer);
  }

  public TermSettings withMinDocuments(int value) {
    return new TermSettings(unit, minLength, maxLength, value, maxShare, maxTerms, tokenizer);
  }

  public TermSettings withMaxShare(double value) {
    return new TermSettings(unit, minLength, maxLength, minDocuments, value, maxTerms, tokenizer);
  }

  public TermSettings withMaxTerms(int value) {
    return new TermSettings(unit, minLength, maxLength, minDocuments, maxShare, value, tokenizer);
  }

  public TermSettings withTokenizer(Tokenizer value) {
    return new TermSettings(unit, minLength, maxLength, minDocuments, maxShare, maxTerms, value);
  }

  Tokens.Scan scan() {
    boolean lowerCase = tokenizer.lowerCase();
    return unit == Unit.WORDS
        ? tokenizer::scan
        : (tokens, text) -> CharacterScan.scan(tokens, text, lowerCase);
  }
}
