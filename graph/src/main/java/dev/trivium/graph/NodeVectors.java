package dev.trivium.graph;

import dev.trivium.core.embedding.EmbeddingTable;
import dev.trivium.core.math.Matrix;
import dev.trivium.core.math.RowBlocks;
import dev.trivium.core.math.Vectors;
import java.util.List;

/** The vectors of a graph's nodes, row v for node v; zeros for a node that the table lacks. */
final class NodeVectors {
  private static final int BLOCK = 1024;

  private final Matrix vectors;

  NodeVectors(Adjacency graph, EmbeddingTable table) {
    this(rows(graph.ids(), table));
  }

  private NodeVectors(Matrix vectors) {
    this.vectors = vectors;
  }

  /** The vector of each node named, a row each; zeros for a node that the table lacks. */
  static Matrix rows(List<String> nodes, EmbeddingTable table) {
    if (table.ids().equals(nodes)) {
      return table.matrix();
    }
    int d = table.dimension();
    Matrix rows = Matrix.zeros(nodes.size(), d);
    for (int v = 0; v < nodes.size(); v++) {
      int row = table.row(nodes.get(v));
      if (row >= 0) {
        System.arraycopy(table.matrix().array(), row * d, rows.array(), v * d, d);
      }
    }
    return rows;
  }

  int dimension() {
    return vectors.columns();
  }

  NodeVectors normalized() {
    return new NodeVectors(vectors.normalizedRows());
  }

  /** The inner product of each pair. */
  float[] products(NodePairs pairs) {
    int d = dimension();
    float[] array = vectors.array();
    float[] products = new float[pairs.size()];
    RowBlocks.forEach(
        products.length,
        BLOCK,
        i -> products[i] = Vectors.dot(array, pairs.from(i) * d, array, pairs.to(i) * d, d));
    return products;
  }

  /**
   * Writes the features of the pairs {@code [from, to)} into rows, one each, from {@code row} on.
   */
  void features(VectorScorer scorer, NodePairs pairs, int from, int to, Matrix rows, int row) {
    int d = dimension();
    float[] array = vectors.array();
    RowBlocks.forEach(
        to - from,
        BLOCK,
        i -> {
          int u = vectors.offset(pairs.from(from + i));
          int v = vectors.offset(pairs.to(from + i));
          int at = rows.offset(row + i);
          for (int c = 0; c < d; c++) {
            rows.array()[at + c] = scorer.feature(array[u + c], array[v + c]);
          }
        });
  }
}
