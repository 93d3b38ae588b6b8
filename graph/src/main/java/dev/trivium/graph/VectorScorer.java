package dev.trivium.graph;

import dev.trivium.core.embedding.EmbeddingTable;

/**
 * How a pair of nodes is scored by their vectors: by an inner product, or by logistic regression
 * over features of the pair (Grover and Leskovec, <i>node2vec</i>, KDD 2016, table 1), fitted to
 * training edges against as many training negatives, features standardised, C = 1.
 */
public enum VectorScorer {
  /** The cosine of the two vectors. */
  COSINE("cosine") {
    @Override
    float feature(float a, float b) {
      return a * b;
    }
  },
  /** Their inner product. */
  DOT("dot") {
    @Override
    float feature(float a, float b) {
      return a * b;
    }
  },
  /** Regression over uᵢ·vᵢ. */
  HADAMARD("Hadamard") {
    @Override
    float feature(float a, float b) {
      return a * b;
    }
  },
  /** Regression over (uᵢ + vᵢ)/2. */
  AVERAGE("average") {
    @Override
    float feature(float a, float b) {
      return (a + b) / 2;
    }
  },
  /** Regression over |uᵢ − vᵢ|. */
  L1("L1") {
    @Override
    float feature(float a, float b) {
      return Math.abs(a - b);
    }
  },
  /** Regression over (uᵢ − vᵢ)². */
  L2("L2") {
    @Override
    float feature(float a, float b) {
      return (a - b) * (a - b);
    }
  };

  private final String title;

  VectorScorer(String title) {
    this.title = title;
  }

  /** One feature of a pair, from one number of either vector. */
  abstract float feature(float a, float b);

  /** Scores by these vectors, rows found by the nodes' ids; a node without a row is all zeros. */
  public LinkScorer of(EmbeddingTable table) {
    return (train, negatives, seed) -> {
      NodeVectors vectors = new NodeVectors(train, table);
      return switch (this) {
        case COSINE -> vectors.normalized()::products;
        case DOT -> vectors::products;
        default -> EdgeRegression.fit(this, vectors, train, negatives, seed);
      };
    };
  }

  /** Its name in reports. */
  @Override
  public String toString() {
    return title;
  }
}
