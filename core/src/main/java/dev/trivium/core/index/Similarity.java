package dev.trivium.core.index;

/** How near two vectors are: more is nearer. */
public enum Similarity {
  /** The inner product, as factor models score. */
  DOT,
  /** The cosine of the angle, from −1 to 1. */
  COSINE
}
