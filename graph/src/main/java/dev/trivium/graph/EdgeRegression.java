package dev.trivium.graph;

import dev.trivium.core.TriviumException;
import dev.trivium.core.learn.LogisticModel;
import dev.trivium.core.learn.LogisticRegression;
import dev.trivium.core.learn.LogisticSettings;
import dev.trivium.core.math.FastRandom;
import dev.trivium.core.math.Matrix;
import java.util.BitSet;
import java.util.List;

/** Logistic regression over features of pairs: training edges against training negatives. */
final class EdgeRegression {
  private static final LogisticSettings SETTINGS = LogisticSettings.DEFAULT.withStandardize(true);
  private static final int BLOCK = 4096;

  private EdgeRegression() {}

  static LinkScorer.PairScores fit(
      VectorScorer scorer, NodeVectors vectors, Adjacency train, NodePairs negatives, long seed) {
    NodePairs positives = NodePairs.edges(train).sample(negatives.size(), new FastRandom(seed));
    if (positives.size() == 0) {
      throw new TriviumException(
          "the scorer %s wants training edges and training negatives, and one of them is missing; choose cosine or a sparser graph"
              .formatted(scorer));
    }
    int n = positives.size();
    Matrix features = Matrix.zeros(n + negatives.size(), vectors.dimension());
    vectors.features(scorer, positives, 0, n, features, 0);
    vectors.features(scorer, negatives, 0, negatives.size(), features, n);
    BitSet members = new BitSet();
    members.set(0, n);
    LogisticModel model = new LogisticRegression(SETTINGS).fit(features, List.of(members));
    return pairs -> scores(model, scorer, vectors, pairs);
  }

  private static float[] scores(
      LogisticModel model, VectorScorer scorer, NodeVectors vectors, NodePairs pairs) {
    float[] scores = new float[pairs.size()];
    for (int from = 0; from < scores.length; from += BLOCK) {
      int to = Math.min(scores.length, from + BLOCK);
      Matrix features = Matrix.zeros(to - from, vectors.dimension());
      vectors.features(scorer, pairs, from, to, features, 0);
      Matrix decisions = model.decisions(features);
      System.arraycopy(decisions.array(), 0, scores, from, to - from);
    }
    return scores;
  }
}
