package dev.trivium.recommender;

import dev.trivium.core.data.Interaction;
import dev.trivium.core.data.Interactions;
import dev.trivium.core.embedding.EmbeddingTable;
import dev.trivium.core.embedding.Provenance;
import dev.trivium.core.math.FastRandom;
import dev.trivium.core.math.Matrix;
import dev.trivium.recommender.space.Content;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Small worlds to test in. */
public final class Worlds {
  private Worlds() {}

  public static List<String> ids(String prefix, int n) {
    return IntStream.range(0, n).mapToObj(i -> prefix + i).toList();
  }

  public static Matrix normal(int rows, int columns, long seed) {
    FastRandom random = new FastRandom(seed);
    Matrix m = Matrix.zeros(rows, columns);
    for (int i = 0; i < m.array().length; i++) {
      m.array()[i] = (float) random.nextGaussian();
    }
    return m;
  }

  public static EmbeddingTable table(String space, List<String> ids, Matrix rows) {
    return EmbeddingTable.of(ids, rows, Provenance.of(space, "test"));
  }

  /** Every pair with the same chance, weights from 0.5 to 2. */
  public static Interactions random(int users, int items, double density, long seed) {
    FastRandom random = new FastRandom(seed);
    List<Interaction> events = new ArrayList<>();
    for (int u = 0; u < users; u++) {
      for (int i = 0; i < items; i++) {
        if (random.nextDouble() < density) {
          events.add(new Interaction("u" + u, "i" + i, 0.5f + 1.5f * random.nextFloat(), 0));
        }
      }
    }
    return Interactions.of(ids("u", users), ids("i", items), events);
  }

  /**
   * A world of few causes: items have content of {@code d} numbers, their true factors of {@code
   * rank} numbers are linear in it, and each user takes up the {@code taken} items of the highest
   * inner products with a taste.
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  public record Planted(Interactions all, Content content, double[][] truth) {
    public static Planted of(int users, int items, int d, int rank, int taken, long seed) {
      Matrix x = normal(items, d, seed);
      Matrix map = normal(d, rank, seed + 1);
      Matrix tastes = normal(users, rank, seed + 2);
      double[][] truth = new double[users][items];
      List<Interaction> events = new ArrayList<>();
      for (int u = 0; u < users; u++) {
        for (int i = 0; i < items; i++) {
          for (int r = 0; r < rank; r++) {
            double v = 0;
            for (int c = 0; c < d; c++) {
              v += x.get(i, c) * map.get(c, r);
            }
            truth[u][i] += v * tastes.get(u, r);
          }
        }
        double[] mine = truth[u];
        int user = u;
        IntStream.range(0, items)
            .boxed()
            .sorted((a, b) -> Double.compare(mine[b], mine[a]))
            .limit(taken)
            .forEach(i -> events.add(new Interaction("u" + user, "i" + i)));
      }
      Content content = Content.of(Map.of("text", table("texts", ids("i", items), x)));
      return new Planted(Interactions.of(ids("u", users), ids("i", items), events), content, truth);
    }
  }
}
