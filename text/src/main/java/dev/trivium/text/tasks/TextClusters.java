package dev.trivium.text.tasks;

import dev.trivium.core.TriviumException;
import dev.trivium.core.index.TopK;
import dev.trivium.core.learn.Clustering;
import dev.trivium.core.learn.KMeans;
import dev.trivium.core.learn.KMeansSettings;
import dev.trivium.core.math.Matrix;
import dev.trivium.core.math.SparseMatrix;
import dev.trivium.core.math.Vectors;
import dev.trivium.text.documents.BagOfWords;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Texts dealt into clusters by k-means on the directions of their vectors, so that a pile of texts
 * can be labelled by looking at a few of each. Texts with a vector of zeros, of which nothing is
 * known, are in no cluster. Clusters are in the order of their sizes, the largest first.
 */
public final class TextClusters {
  private final int[] clusters;
  private final float[] similarities;
  private final int count;

  private TextClusters(int[] clusters, float[] similarities, int count) {
    this.clusters = clusters;
    this.similarities = similarities;
    this.count = count;
  }

  /**
   * Finds the clusters.
   *
   * @param vectors of the texts {@code [n × d]}
   */
  public static TextClusters of(Matrix vectors, KMeansSettings settings) {
    Matrix directions = vectors.normalizedRows();
    int d = directions.columns();
    int[] known =
        IntStream.range(0, directions.rows())
            .filter(r -> Vectors.norm(directions.array(), r * d, d) > 0)
            .toArray();
    if (known.length == 0) {
      throw new TriviumException(
          "nothing is known of any of the %d texts, so that there is nothing to cluster; give others, or another encoder"
              .formatted(vectors.rows()));
    }
    Clustering found = new KMeans(settings).fit(directions.select(known));
    int[] dealt = found.clusters();
    int[] rank = ranks(dealt, settings.clusters());
    Matrix centers = found.centers().normalizedRows();
    int[] clusters = new int[vectors.rows()];
    Arrays.fill(clusters, -1);
    float[] similarities = new float[clusters.length];
    for (int i = 0; i < known.length; i++) {
      clusters[known[i]] = rank[dealt[i]];
      similarities[known[i]] =
          Vectors.dot(directions.array(), known[i] * d, centers.array(), dealt[i] * d, d);
    }
    return new TextClusters(clusters, similarities, settings.clusters());
  }

  /** The place of each cluster when the largest comes first. */
  private static int[] ranks(int[] dealt, int count) {
    float[] sizes = new float[count];
    Arrays.stream(dealt).forEach(c -> sizes[c]++);
    int[] rank = new int[count];
    int[] order = TopK.of(sizes, count);
    for (int i = 0; i < count; i++) {
      rank[order[i]] = i;
    }
    return rank;
  }

  /** How many clusters there are. */
  public int count() {
    return count;
  }

  /** The cluster of each text, −1 for none. */
  public int[] clusters() {
    return clusters.clone();
  }

  /** How many texts a cluster has; −1 asks for those in none. */
  public int size(int cluster) {
    return (int) Arrays.stream(clusters).filter(c -> c == cluster).count();
  }

  /** The texts nearest the centre of a cluster, the nearest first. */
  public int[] nearest(int cluster, int texts) {
    float[] scores = new float[clusters.length];
    for (int i = 0; i < scores.length; i++) {
      scores[i] = clusters[i] == cluster ? similarities[i] : Float.NaN;
    }
    return TopK.of(scores, texts);
  }

  /**
   * The terms that tell each cluster from the others: those of the greatest {@code f·ln(1 + A/F)},
   * f how often a term comes in the cluster, F in all, A the mean number of terms in a cluster
   * (Grootendorst, <i>BERTopic: neural topic modeling with a class-based TF-IDF procedure</i>,
   * 2022).
   *
   * @param texts those that were clustered, in their order
   * @param each how many terms of a cluster
   */
  public List<List<String>> tellingTerms(List<String> texts, BagOfWords bag, int each) {
    SparseMatrix counts = bag.transform(texts);
    double[] all = new double[counts.columns()];
    float[][] inCluster = new float[count][counts.columns()];
    double sum = 0;
    for (int r = 0; r < clusters.length; r++) {
      for (int k = counts.offsets()[r]; clusters[r] >= 0 && k < counts.offsets()[r + 1]; k++) {
        all[counts.indices()[k]] += counts.values()[k];
        inCluster[clusters[r]][counts.indices()[k]] += counts.values()[k];
        sum += counts.values()[k];
      }
    }
    List<List<String>> telling = new ArrayList<>();
    for (float[] scores : inCluster) {
      for (int c = 0; c < scores.length; c++) {
        double weight = Math.log1p(sum / count / all[c]);
        scores[c] = scores[c] > 0 ? (float) (scores[c] * weight) : Float.NaN;
      }
      telling.add(Arrays.stream(TopK.of(scores, each)).mapToObj(bag.terms()::get).toList());
    }
    return telling;
  }
}
