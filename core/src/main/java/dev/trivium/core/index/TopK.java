package dev.trivium.core.index;

import java.util.Arrays;

/**
 * The k best of a stream of scored numbers, in a bounded heap: O(log k) an offer, and one
 * comparison for those that do not enter. Of equal scores the lower number is the better. NaN never
 * enters.
 */
public final class TopK {
  private final int[] ids;
  private final float[] scores;
  private int size;

  public TopK(int k) {
    if (k < 0) {
      throw new IllegalArgumentException("k is " + k + "; choose 0 or more");
    }
    ids = new int[k];
    scores = new float[k];
  }

  /** The places of the {@code k} highest scores, best first; NaN is left out. */
  public static int[] of(float[] scores, int k) {
    TopK top = new TopK(Math.min(k, scores.length));
    for (int i = 0; i < scores.length; i++) {
      top.offer(i, scores[i]);
    }
    return top.ids();
  }

  /** Enters {@code id} where its score is among the best so far. */
  public void offer(int id, float score) {
    if (Float.isNaN(score)) {
      return;
    }
    if (size < ids.length) {
      up(size++, id, score);
    } else if (size > 0 && worse(ids[0], scores[0], id, score)) {
      down(id, score);
    }
  }

  /**
   * What a score must reach to enter, and pass where the number is higher: −∞ while there is room.
   */
  public float least() {
    if (ids.length == 0) {
      return Float.POSITIVE_INFINITY;
    }
    return size < ids.length ? Float.NEGATIVE_INFINITY : scores[0];
  }

  /** The numbers kept, best first. */
  public int[] ids() {
    return Arrays.stream(order()).mapToInt(i -> ids[i]).toArray();
  }

  /** The scores kept, best first. */
  public float[] scores() {
    Integer[] order = order();
    float[] sorted = new float[size];
    for (int i = 0; i < size; i++) {
      sorted[i] = scores[order[i]];
    }
    return sorted;
  }

  private Integer[] order() {
    Integer[] order = new Integer[size];
    Arrays.setAll(order, i -> i);
    Arrays.sort(order, (a, b) -> worse(ids[a], scores[a], ids[b], scores[b]) ? 1 : -1);
    return order;
  }

  /** Whether a stands below b. */
  private static boolean worse(int a, float scoreA, int b, float scoreB) {
    return scoreA < scoreB || (scoreA == scoreB && a > b);
  }

  private void up(int at, int id, float score) {
    int hole = at;
    while (hole > 0) {
      int parent = (hole - 1) >>> 1;
      if (!worse(id, score, ids[parent], scores[parent])) {
        break;
      }
      ids[hole] = ids[parent];
      scores[hole] = scores[parent];
      hole = parent;
    }
    ids[hole] = id;
    scores[hole] = score;
  }

  private void down(int id, float score) {
    int hole = 0;
    for (int child = 1; child < size; child = 2 * hole + 1) {
      if (child + 1 < size && worse(ids[child + 1], scores[child + 1], ids[child], scores[child])) {
        child++;
      }
      if (!worse(ids[child], scores[child], id, score)) {
        break;
      }
      ids[hole] = ids[child];
      scores[hole] = scores[child];
      hole = child;
    }
    ids[hole] = id;
    scores[hole] = score;
  }
}
