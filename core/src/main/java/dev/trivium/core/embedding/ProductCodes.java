package dev.trivium.core.embedding;

import dev.trivium.core.learn.KMeans;
import dev.trivium.core.learn.KMeansSettings;
import dev.trivium.core.math.FastRandom;
import dev.trivium.core.math.Matrix;
import dev.trivium.core.math.RowBlocks;
import dev.trivium.core.math.Vectors;
import dev.trivium.core.tensor.Tensor;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/**
 * A byte for each part of a row at length 1, the number of the nearest of 256 centroids of that
 * part; and the row's length.
 */
final class ProductCodes implements Codes {
  static final String KIND = "product-quantized-table";
  private static final int CENTROIDS = 256;
  private static final int SAMPLE = 16_384;
  private static final int ROUNDS = 12;
  private static final int BLOCK = 256;

  private final int dimension;
  private final int parts;
  private final byte[] bytes;
  private final float[] centroids;
  private final float[] lengths;

  /**
   * Codes that were made.
   *
   * @param centroids part after part, {@code [parts × 256 × width]}
   * @param lengths of the rows
   */
  ProductCodes(int dimension, int parts, byte[] bytes, float[] centroids, float[] lengths) {
    this.dimension = dimension;
    this.parts = parts;
    this.bytes = bytes;
    this.centroids = centroids;
    this.lengths = lengths;
  }

  static ProductCodes of(Matrix rows, int parts, long seed) {
    int d = rows.columns();
    int width = d / parts;
    Matrix unit = rows.normalizedRows();
    Matrix sample = unit.select(sample(rows.rows(), seed));
    byte[] bytes = new byte[Math.multiplyExact(rows.rows(), parts)];
    float[] centroids = new float[CENTROIDS * d];
    for (int part = 0; part < parts; part++) {
      int from = part * width;
      Matrix learned = centers(sample.columns(from, from + width), seed + part);
      System.arraycopy(
          learned.array(), 0, centroids, part * CENTROIDS * width, learned.array().length);
      int at = part;
      RowBlocks.forEach(
          rows.rows(),
          BLOCK,
          r -> bytes[r * parts + at] = (byte) nearest(unit.array(), r * d + from, learned));
    }
    float[] lengths = new float[rows.rows()];
    for (int r = 0; r < lengths.length; r++) {
      lengths[r] = Vectors.norm(rows.array(), r * d, d);
    }
    return new ProductCodes(d, parts, bytes, centroids, lengths);
  }

  private static int[] sample(int rows, long seed) {
    int[] all = new int[rows];
    Arrays.setAll(all, i -> i);
    if (rows > SAMPLE) {
      new FastRandom(seed).shuffle(all);
    }
    return Arrays.copyOf(all, Math.min(rows, SAMPLE));
  }

  private static Matrix centers(Matrix rows, long seed) {
    if (rows.rows() <= CENTROIDS) {
      return rows;
    }
    return new KMeans(new KMeansSettings(CENTROIDS, 1, ROUNDS, seed)).fit(rows).centers();
  }

  private static int nearest(float[] x, int at, Matrix centers) {
    int width = centers.columns();
    int best = 0;
    float least = Float.POSITIVE_INFINITY;
    for (int c = 0; c < centers.rows(); c++) {
      float distance = Vectors.squaredDistance(x, at, centers.array(), c * width, width);
      if (distance < least) {
        least = distance;
        best = c;
      }
    }
    return best;
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public int dimension() {
    return dimension;
  }

  @Override
  public byte[] bytes() {
    return bytes;
  }

  @Override
  public Map<String, Tensor> tensors() {
    Map<String, Tensor> tensors = new TreeMap<>();
    tensors.put("centroids", new Tensor(new int[] {parts, CENTROIDS, width()}, centroids));
    tensors.put("lengths", new Tensor(new int[] {lengths.length}, lengths));
    return tensors;
  }

  private int width() {
    return dimension / parts;
  }

  @Override
  public void decode(int row, float[] into, int at) {
    for (int part = 0; part < parts; part++) {
      int from = (part * CENTROIDS + (bytes[row * parts + part] & 0xFF)) * width();
      for (int i = 0; i < width(); i++) {
        into[at + part * width() + i] = lengths[row] * centroids[from + i];
      }
    }
  }

  /** By a table of the query's products with all centroids: an addition for each part of a row. */
  @Override
  public float[] dots(float[] query) {
    int width = width();
    float[] products = new float[parts * CENTROIDS];
    for (int i = 0; i < products.length; i++) {
      products[i] = Vectors.dot(query, i / CENTROIDS * width, centroids, i * width, width);
    }
    float[] dots = new float[lengths.length];
    for (int r = 0; r < dots.length; r++) {
      float sum = 0;
      for (int part = 0; part < parts; part++) {
        sum += products[part * CENTROIDS + (bytes[r * parts + part] & 0xFF)];
      }
      dots[r] = lengths[r] * sum;
    }
    return dots;
  }
}
