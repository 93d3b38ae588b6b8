package dev.trivium.text.tasks;

import dev.trivium.core.index.TopK;
import dev.trivium.core.math.Matrix;
import dev.trivium.core.math.Vectors;
import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.jgrapht.Graph;
import org.jgrapht.alg.scoring.PageRank;
import org.jgrapht.graph.DefaultWeightedEdge;
import org.jgrapht.graph.SimpleWeightedGraph;

/**
 * A summary of some of a text's own sentences: those that are most like the others, by PageRank on
 * the graph of sentences, whose edges weigh as the cosines of their vectors (TextRank; Mihalcea and
 * Tarau, EMNLP 2004), and unlike those already chosen (maximal marginal relevance; Carbonell and
 * Goldstein, SIGIR 1998).
 */
public final class Summary {
  private static final double DAMPING = 0.85;
  private static final int ITERATIONS = 100;
  private static final double TOLERANCE = 1e-8;
  private static final int NEIGHBORS = 100;

  private Summary() {}

  /** The sentences of a text, without the white space around them. */
  public static List<String> sentences(String text, Locale locale) {
    BreakIterator breaks = BreakIterator.getSentenceInstance(locale);
    breaks.setText(text);
    List<String> sentences = new ArrayList<>();
    int from = breaks.first();
    for (int to = breaks.next(); to != BreakIterator.DONE; from = to, to = breaks.next()) {
      String sentence = text.substring(from, to).strip();
      if (!sentence.isEmpty()) {
        sentences.add(sentence);
      }
    }
    return sentences;
  }

  /**
   * The PageRank of each sentence {@code [n]}, which sum to 1. Each is joined to at most the
   * {@value #NEIGHBORS} that it is most like, by the cosine where that is above 0. Cost: n²·d.
   *
   * @param vectors of the sentences {@code [n × d]}
   */
  public static double[] ranks(Matrix vectors) {
    Matrix directions = vectors.normalizedRows();
    Graph<Integer, DefaultWeightedEdge> graph =
        new SimpleWeightedGraph<>(DefaultWeightedEdge.class);
    IntStream.range(0, directions.rows()).forEach(graph::addVertex);
    for (int a = 0; a < directions.rows(); a++) {
      float[] cosines = cosines(directions, a);
      for (int b : TopK.of(cosines, NEIGHBORS)) {
        DefaultWeightedEdge edge = cosines[b] > 0 ? graph.addEdge(a, b) : null;
        if (edge != null) { // null where it is there already
          graph.setEdgeWeight(edge, cosines[b]);
        }
      }
    }
    PageRank<Integer, DefaultWeightedEdge> ranked =
        new PageRank<>(graph, DAMPING, ITERATIONS, TOLERANCE);
    return IntStream.range(0, directions.rows()).mapToDouble(ranked::getVertexScore).toArray();
  }

  /** With all, NaN for itself. */
  private static float[] cosines(Matrix directions, int a) {
    int d = directions.columns();
    float[] cosines = new float[directions.rows()];
    for (int b = 0; b < cosines.length; b++) {
      cosines[b] =
          a == b ? Float.NaN : Vectors.dot(directions.array(), a * d, directions.array(), b * d, d);
    }
    return cosines;
  }

  /**
   * The sentences of a summary, in the order of the text; all where there are no more.
   *
   * @param vectors of the sentences {@code [n × d]}
   * @param sentences how many to choose
   * @param relevance λ, from 0 (only unlike each other) to 1 (only highly ranked), say 0.7
   */
  public static int[] of(Matrix vectors, int sentences, double relevance) {
    if (!(relevance >= 0 && relevance <= 1)) {
      throw new IllegalArgumentException(
          "relevance is " + relevance + "; choose a number from 0 to 1, say 0.7");
    }
    if (sentences < 1) {
      throw new IllegalArgumentException("sentences is " + sentences + "; choose 1 or more, say 3");
    }
    double[] ranks = ranks(vectors);
    double most = Arrays.stream(ranks).max().orElse(1);
    double[] nearest = new double[ranks.length]; // of those chosen
    boolean[] chosen = new boolean[ranks.length];
    Matrix directions = vectors.normalizedRows();
    int[] summary = new int[Math.min(sentences, ranks.length)];
    for (int s = 0; s < summary.length; s++) {
      int best = -1;
      double bestScore = Double.NEGATIVE_INFINITY;
      for (int i = 0; i < ranks.length; i++) {
        double score = relevance * ranks[i] / most - (1 - relevance) * nearest[i];
        if (!chosen[i] && score > bestScore) {
          best = i;
          bestScore = score;
        }
      }
      chosen[best] = true;
      summary[s] = best;
      float[] cosines = cosines(directions, best);
      for (int i = 0; i < nearest.length; i++) {
        nearest[i] = i == best ? 1 : Math.max(nearest[i], cosines[i]);
      }
    }
    Arrays.sort(summary);
    return summary;
  }
}
