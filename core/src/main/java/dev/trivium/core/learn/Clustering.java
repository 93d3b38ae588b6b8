package dev.trivium.core.learn;

import dev.trivium.core.math.Matrix;

/**
 * Rows dealt into clusters.
 *
 * @see KMeans
 */
public final class Clustering {
  private final int[] clusters;
  private final Matrix centers;
  private final double inertia;

  Clustering(int[] clusters, Matrix centers, double inertia) {
    this.clusters = clusters;
    this.centers = centers;
    this.inertia = inertia;
  }

  /** A copy of the cluster of each row, from 0. */
  public int[] clusters() {
    return clusters.clone();
  }

  /** The centres {@code [k × d]}, each the mean of its rows; to be read. */
  public Matrix centers() {
    return centers;
  }

  /** The sum of the squared distances of rows to their centres. */
  public double inertia() {
    return inertia;
  }
}
