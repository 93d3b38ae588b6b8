package dev.trivium.benchmarks;

import dev.trivium.core.data.Interaction;
import dev.trivium.core.data.Interactions;
import dev.trivium.core.embedding.EmbeddingTable;
import dev.trivium.core.embedding.Provenance;
import dev.trivium.core.math.FastRandom;
import dev.trivium.core.math.Matrix;
import dev.trivium.recommender.SharedSpaceRecommender;
import dev.trivium.recommender.space.Content;
import dev.trivium.recommender.space.FactorSettings;
import dev.trivium.recommender.space.Fusion;
import dev.trivium.recommender.space.InteractionObjective;
import dev.trivium.recommender.space.Projection;
import dev.trivium.recommender.space.SharedSpace;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Spaces to serve from, drawn instead of fitted: what a search costs does not depend on who made
 * them.
 */
final class Serving {
  /** Numbers in the raw text vector of an item. */
  static final int TEXT = 16;

  private Serving() {}

  /**
   * A recommender of so many users and items, its vectors those of {@link #vectors}; each user took
   * up ten items, and an item is known by a text.
   */
  static SharedSpaceRecommender recommender(int users, int items, int dimension, double decay) {
    List<String> userIds = IntStream.range(0, users).mapToObj(u -> "u" + u).toList();
    List<String> itemIds = IntStream.range(0, items).mapToObj(i -> "i" + i).toList();
    FastRandom random = new FastRandom(7);
    List<Interaction> events = new ArrayList<>();
    for (int u = 0; u < users; u++) {
      for (int k = 0; k < 10; k++) {
        events.add(new Interaction("u" + u, "i" + random.nextInt(items)));
      }
    }
    Interactions train = Interactions.of(userIds, itemIds, events);
    Provenance provenance = provenance(dimension);
    Projection text = Projection.linear(vectors(dimension, TEXT, 0, 5), new float[dimension]);
    SharedSpace space =
        new SharedSpace(
            EmbeddingTable.of(userIds, vectors(users, dimension, decay, 2), provenance),
            EmbeddingTable.of(itemIds, vectors(items, dimension, decay, 3), provenance),
            new Fusion(dimension, Map.of()),
            new Fusion(dimension, Map.of(Set.of("text"), Map.of("text", text))));
    return SharedSpaceRecommender.of(space, train);
  }

  /** What a fit of one sweep to one interaction calls its space. */
  private static Provenance provenance(int dimension) {
    return new InteractionObjective(FactorSettings.DEFAULT.withDimension(dimension).withSweeps(1))
        .fit(Content.none(), Interactions.of(List.of(new Interaction("u", "i"))), 1)
        .provenance();
  }

  /**
   * Normal numbers, those of column j of the standard deviation {@code (j+1)^−decay}: 0 for vectors
   * that have no structure at all, of which nothing can be left out; factors of real interactions
   * are rather at 0.5.
   */
  static Matrix vectors(int rows, int columns, double decay, long seed) {
    FastRandom random = new FastRandom(seed);
    Matrix m = Matrix.zeros(rows, columns);
    for (int i = 0; i < m.array().length; i++) {
      m.array()[i] = (float) (random.nextGaussian() * Math.pow(i % columns + 1, -decay));
    }
    return m;
  }

  /** A raw text vector. */
  static Map<String, float[]> text(FastRandom random) {
    float[] vector = new float[TEXT];
    for (int j = 0; j < TEXT; j++) {
      vector[j] = (float) random.nextGaussian();
    }
    return Map.of("text", vector);
  }
}
