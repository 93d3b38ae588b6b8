package dev.trivium.graph;

import dev.trivium.core.Interrupts;
import dev.trivium.core.Progress;
import dev.trivium.core.TriviumException;
import dev.trivium.core.embedding.EmbeddingTable;
import dev.trivium.core.embedding.Provenance;
import dev.trivium.core.math.FastRandom;
import dev.trivium.core.math.Matrix;
import dev.trivium.core.math.RowBlocks;
import dev.trivium.core.math.Vectors;
import java.util.Arrays;

/**
 * FastRP (Chen, Sultan, Tian, Chen and Skiena, <i>Fast and accurate network embeddings via very
 * sparse random projection</i>, CIKM 2019): nothing is trained. With A the transition matrix, L the
 * diagonal of (d/Σd)^β and R a very sparse random matrix {@code [n × d]}, whose numbers are √s or
 * −√s, each with probability 1/2s, else 0,
 *
 * <pre>N = w₁·[A·L·R] + w₂·[A²·L·R] + w₃·[A³·L·R] + …</pre>
 *
 * where [ ] brings each row to length 1, so that weights mean the same for every power, and so is N
 * in the end. The degree d is the sum of the weights of the arcs into a node; a step goes along the
 * arcs out, in proportion to their weights, and stays where there are none. A node without any edge
 * gets zeros.
 *
 * <p>Cost: arcs · d multiply-adds a power, rows in parallel; the same bytes whatever the number of
 * threads. Memory beside the graph: 3 matrices {@code [n × d]}.
 */
public final class FastRP implements NodeEmbedding {
  private static final int BLOCK = 64;
  private static final int ROW_ARCS = 1024;

  private final FastRPSettings settings;

  public FastRP(FastRPSettings settings) {
    this.settings = settings;
  }

  public FastRP() {
    this(FastRPSettings.DEFAULT);
  }

  @Override
  public EmbeddingTable embed(Adjacency graph, Progress progress) {
    if (graph.size() == 0) {
      throw new TriviumException(
          "the graph to embed has no node; expected at least one, look at what it was read from");
    }
    requireRoom(graph.size(), settings.dimension());
    Matrix power = projection(graph);
    Matrix next = Matrix.zeros(graph.size(), settings.dimension());
    Matrix sum = Matrix.zeros(graph.size(), settings.dimension());
    for (int k = 0; k < settings.weights().size(); k++) {
      Interrupts.check("embedding");
      step(graph, power, next, sum, settings.weights().get(k).floatValue());
      Matrix swap = power;
      power = next;
      next = swap;
      progress.at(k + 1, settings.weights().size());
    }
    return EmbeddingTable.of(
        graph.ids(),
        sum.normalizedRows(),
        Provenance.trained("fastrp", settings.asMap(), settings.seed(), graph.fingerprint()));
  }

  /** Refuses vectors that do not fit into one array. */
  static void requireRoom(long nodes, int dimension) {
    if (nodes > EdgeColumns.MAX / dimension) {
      throw new TriviumException(
          "%d vectors of %d numbers are more than one array holds; choose at most %d dimensions"
              .formatted(nodes, dimension, EdgeColumns.MAX / nodes));
    }
  }

  /** L·R, over the greatest number of L, for no length counts but those to each other. */
  private Matrix projection(Adjacency graph) {
    double[] degrees = degrees(graph);
    double[] logarithms = Arrays.stream(degrees).map(Math::log).toArray();
    double greatest =
        Arrays.stream(logarithms)
            .filter(Double::isFinite)
            .map(l -> settings.normalization() * l)
            .max()
            .orElse(0);
    Matrix projection = Matrix.zeros(graph.size(), settings.dimension());
    RowBlocks.forEach(
        graph.size(),
        BLOCK,
        v -> {
          double power = settings.normalization() * logarithms[v] - greatest;
          double scale = degrees[v] > 0 ? Math.exp(power) : 0;
          float value = (float) (Math.sqrt(settings.sparsity()) * scale);
          FastRandom random = FastRandom.of(settings.seed(), v, 0, 0);
          for (int c = 0; c < settings.dimension(); c++) {
            int draw = random.nextInt(2 * settings.sparsity());
            projection.array()[projection.offset(v) + c] =
                draw == 0 ? value : draw == 1 ? -value : 0;
          }
        });
    return projection;
  }

  /** What comes in at each node. */
  private static double[] degrees(Adjacency graph) {
    double[] degrees = new double[graph.size()];
    for (int a = 0; a < graph.arcs(); a++) {
      degrees[graph.neighbors()[a]] += graph.weighted() ? graph.weights()[a] : 1;
    }
    return degrees;
  }

  /** {@code next = A·power}, and {@code sum += weight·[next]}. */
  private static void step(Adjacency graph, Matrix power, Matrix next, Matrix sum, float weight) {
    int d = power.columns();
    RowBlocks.forEach(
        graph.size(),
        BLOCK,
        v -> {
          int row = v * d;
          Arrays.fill(next.array(), row, row + d, 0);
          average(graph, v, power, next);
          float length = Vectors.norm(next.array(), row, d);
          if (length > 0) {
            Vectors.axpy(weight / length, next.array(), row, sum.array(), row, d);
          }
        });
  }

  /** The mean of the rows that arcs from {@code v} lead to, by weight, some arcs at a time. */
  private static void average(Adjacency graph, int v, Matrix power, Matrix next) {
    int d = power.columns();
    if (graph.degree(v) == 0) {
      System.arraycopy(power.array(), v * d, next.array(), v * d, d);
    }
    double total = 0;
    for (int i = 0; i < graph.degree(v); i++) {
      total += graph.weight(v, i);
    }
    for (int from = 0; from < graph.degree(v); from += ROW_ARCS) {
      int n = Math.min(ROW_ARCS, graph.degree(v) - from);
      float[] shares = new float[n];
      int[] rows = new int[n];
      for (int i = 0; i < n; i++) {
        shares[i] = (float) (graph.weight(v, from + i) / total);
        rows[i] = graph.neighbor(v, from + i) * d;
      }
      Vectors.combine(shares, 0, 1, power.array(), rows, n, next.array(), v * d, d);
    }
  }
}
