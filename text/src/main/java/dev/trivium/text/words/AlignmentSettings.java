package dev.trivium.text.words;

/**
 * How two languages are aligned.
 *
 * @param normalize whether vectors are brought to length 1 first
 * @param center whether the mean of each language is taken away, lengths made 1 again after
 * @param refinements rounds in which the words that find each other are the new dictionary
 * @param candidates how many words of either language, the first of its table, are looked at in
 *     retrieving and, 10,000 at most, in refining
 * @param neighbors k of CSLS: over how many neighbours a word's density is taken
 */
public record AlignmentSettings(
    boolean normalize, boolean center, int refinements, int candidates, int neighbors) {
  /** Lengths 1, means kept, no refinement, 20,000 words, 10 neighbours. */
  public static final AlignmentSettings DEFAULT = new AlignmentSettings(true, false, 0, 20_000, 10);

  public AlignmentSettings {
    require(refinements >= 0, "refinements", refinements, "0 or more, say 5");
    require(candidates >= 1, "candidates", candidates, "1 or more, say 20000");
    require(neighbors >= 1, "neighbors", neighbors, "1 or more, say 10");
  }

  private static void require(boolean holds, String setting, int value, String remedy) {
    if (!holds) {
      throw new IllegalArgumentException(setting + " is " + value + "; choose " + remedy);
    }
  }

  public AlignmentSettings withNormalize(boolean other) {
    return new AlignmentSettings(other, center, refinements, candidates, neighbors);
  }

  public AlignmentSettings withCenter(boolean other) {
    return new AlignmentSettings(normalize, other, refinements, candidates, neighbors);
  }

  public AlignmentSettings withRefinements(int other) {
    return new AlignmentSettings(normalize, center, other, candidates, neighbors);
  }

  public AlignmentSettings withCandidates(int other) {
    return new AlignmentSettings(normalize, center, refinements, other, neighbors);
  }
}
