package dev.trivium.core.learn;

import dev.trivium.core.math.FastRandom;
import dev.trivium.core.math.Matrix;
import dev.trivium.core.math.RowBlocks;
import dev.trivium.core.math.Vectors;
import java.util.Arrays;

/**
 * k-means: Lloyd's rounds (<i>Least squares quantization in PCM</i>, 1982) from centres drawn far
 * apart (Arthur and Vassilvitskii, <i>k-means++: the advantages of careful seeding</i>, SODA 2007),
 * several times; the clustering with the least inertia is kept.
 *
 * <p>Cost: n·k·d a round, rows in parallel; the same clusters whatever the number of threads.
 */
public final class KMeans {
  private static final int BLOCK = 256;

  private final KMeansSettings settings;

  public KMeans(KMeansSettings settings) {
    this.settings = settings;
  }

  /**
   * Deals rows {@code [n × d]} into clusters. A cluster that loses all its rows takes the row that
   * lies farthest from its centre. Where fewer rows differ than there are clusters, each lies in
   * its centre, and the clusters left over stay empty.
   */
  public Clustering fit(Matrix rows) {
    if (rows.rows() < settings.clusters()) {
      throw new IllegalArgumentException(
          "clusters is %d, and there are %d rows; choose at most as many clusters as rows"
              .formatted(settings.clusters(), rows.rows()));
    }
    Clustering best = start(rows, 0);
    for (int s = 1; s < settings.restarts(); s++) {
      Clustering other = start(rows, s);
      best = other.inertia() < best.inertia() ? other : best;
    }
    return best;
  }

  private Clustering start(Matrix rows, int start) {
    Matrix centers = spread(rows, FastRandom.of(settings.seed(), start, 0, 0));
    int[] clusters = new int[rows.rows()];
    float[] distances = new float[rows.rows()];
    assign(rows, centers, clusters, distances);
    for (int i = 0; i < settings.maxIterations(); i++) {
      Matrix means = means(rows, centers, clusters, distances);
      boolean moved = assign(rows, means, clusters, distances);
      centers = means;
      if (!moved) {
        break;
      }
    }
    double inertia = 0;
    for (float distance : distances) {
      inertia += distance;
    }
    return new Clustering(clusters, centers, inertia);
  }

  /** Rows as centres, each drawn in proportion to its squared distance from those before. */
  private Matrix spread(Matrix rows, FastRandom random) {
    int n = rows.rows();
    int d = rows.columns();
    int[] chosen = new int[settings.clusters()];
    double[] distances = new double[n];
    Arrays.fill(distances, 1);
    for (int c = 0; c < chosen.length; c++) {
      int row = draw(distances, random);
      chosen[c] = row;
      boolean first = c == 0;
      RowBlocks.forEach(
          n,
          BLOCK,
          r -> {
            float distance = Vectors.squaredDistance(rows.array(), r * d, rows.array(), row * d, d);
            distances[r] = first ? distance : Math.min(distance, distances[r]);
          });
    }
    return rows.select(chosen);
  }

  private static int draw(double[] weights, FastRandom random) {
    double left = random.nextDouble() * Arrays.stream(weights).sum();
    for (int i = 0; i < weights.length; i++) {
      left -= weights[i];
      if (left < 0) {
        return i;
      }
    }
    return random.nextInt(weights.length);
  }

  /** Sends each row to its nearest centre; whether any changed its mind. */
  private static boolean assign(Matrix rows, Matrix centers, int[] clusters, float[] distances) {
    int d = rows.columns();
    int k = centers.rows();
    int[] before = clusters.clone();
    RowBlocks.forEach(
        rows.rows(),
        BLOCK,
        r -> {
          float best = Float.POSITIVE_INFINITY;
          for (int c = 0; c < k; c++) {
            float distance =
                Vectors.squaredDistance(rows.array(), r * d, centers.array(), c * d, d);
            if (distance < best) {
              best = distance;
              clusters[r] = c;
            }
          }
          distances[r] = best;
        });
    return !Arrays.equals(before, clusters);
  }

  private Matrix means(Matrix rows, Matrix centers, int[] clusters, float[] distances) {
    int d = rows.columns();
    int[] sizes = new int[settings.clusters()];
    Arrays.stream(clusters).forEach(c -> sizes[c]++);
    rescueEmpty(sizes, clusters, distances);
    double[] sums = new double[settings.clusters() * d];
    for (int r = 0; r < rows.rows(); r++) {
      for (int i = 0; i < d; i++) {
        sums[clusters[r] * d + i] += rows.array()[r * d + i];
      }
    }
    Matrix means = Matrix.zeros(settings.clusters(), d);
    for (int i = 0; i < sums.length; i++) {
      int size = sizes[i / d];
      means.array()[i] = size == 0 ? centers.array()[i] : (float) (sums[i] / size);
    }
    return means;
  }

  private static void rescueEmpty(int[] sizes, int[] clusters, float[] distances) {
    for (int c = 0; c < sizes.length; c++) {
      if (sizes[c] == 0) {
        int farthest = -1;
        for (int r = 0; r < clusters.length; r++) {
          boolean free = sizes[clusters[r]] > 1 && distances[r] > 0;
          if (free && (farthest < 0 || distances[r] > distances[farthest])) {
            farthest = r;
          }
        }
        if (farthest < 0) {
          return; // every row lies in its centre
        }
        sizes[clusters[farthest]]--;
        clusters[farthest] = c;
        sizes[c] = 1;
        distances[farthest] = 0;
      }
    }
  }
}
