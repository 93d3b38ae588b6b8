package dev.trivium.graph;

import dev.trivium.core.TriviumException;
import java.util.Arrays;

/**
 * Edges as columns that grow: 8 bytes an edge, 4 more once a weight is not 1, 8 more with times.
 */
final class EdgeColumns {
  /** All that one Java array holds. */
  static final int MAX = Integer.MAX_VALUE - 8;

  private int[] from = new int[16];
  private int[] to = new int[16];
  private float[] weights = {};
  private double[] times;
  private int size;

  EdgeColumns(boolean timed) {
    times = new double[timed ? from.length : 0];
  }

  /** Whether a number is a weight: finite and above 0 as a float. */
  static boolean isWeight(double weight) {
    float narrow = (float) weight;
    return narrow > 0 && narrow < Float.POSITIVE_INFINITY;
  }

  /** A length beyond {@code n} to grow to. */
  static int grown(int n) {
    return (int) Math.min(MAX, (long) n + (n >> 1) + 16);
  }

  static void requireRoom(long arcs) {
    if (arcs > MAX) {
      throw new TriviumException(
          "the graph has more than " + MAX + " arcs, all that one Java array holds; thin it");
    }
  }

  /** Adds an edge; the time is forgotten where there is no column for it. */
  void add(int u, int v, float weight, double time) {
    if (size == from.length) {
      grow();
    }
    if (weight != 1 && weights.length == 0) {
      weights = new float[from.length];
      Arrays.fill(weights, 0, size, 1);
    }
    if (weights.length > 0) {
      weights[size] = weight;
    }
    if (times.length > 0) {
      times[size] = time;
    }
    from[size] = u;
    to[size++] = v;
  }

  /** Adds the edges of another, whose node v is {@code numbers[v]} here. */
  void add(EdgeColumns other, int[] numbers) {
    for (int i = 0; i < other.size; i++) {
      add(
          numbers[other.from[i]],
          numbers[other.to[i]],
          other.weight(i),
          other.timed() ? other.times[i] : 0);
    }
  }

  private void grow() {
    requireRoom(size + 1L);
    int length = grown(size);
    from = Arrays.copyOf(from, length);
    to = Arrays.copyOf(to, length);
    weights = weights.length > 0 ? Arrays.copyOf(weights, length) : weights;
    times = times.length > 0 ? Arrays.copyOf(times, length) : times;
  }

  /** Forgets all edges and keeps the room for others. */
  void clear() {
    size = 0;
  }

  int size() {
    return size;
  }

  int from(int i) {
    return from[i];
  }

  int to(int i) {
    return to[i];
  }

  float weight(int i) {
    return weights.length > 0 ? weights[i] : 1;
  }

  double time(int i) {
    return times[i];
  }

  boolean timed() {
    return times.length > 0;
  }

  /** Whether a weight was other than 1. */
  boolean weighted() {
    return weights.length > 0;
  }
}
