package dev.trivium.app.report;

import java.util.Arrays;

/** Makes a cloud of places fit to draw pictures of width 1 at. */
final class Spread {
  private static final int ROUNDS = 300;
  private static final double COVER = 0.55;
  private static final float SETTLED = 0.02f;

  private Spread() {}

  /** Turns the cloud about its middle so that its longer side lies flat. */
  static void layFlat(float[] x, float[] y) {
    double mx = mean(x);
    double my = mean(y);
    double xx = 0;
    double xy = 0;
    double yy = 0;
    for (int i = 0; i < x.length; i++) {
      xx += (x[i] - mx) * (x[i] - mx);
      xy += (x[i] - mx) * (y[i] - my);
      yy += (y[i] - my) * (y[i] - my);
    }
    double angle = Math.atan2(2 * xy, xx - yy) / 2;
    double cos = Math.cos(angle);
    double sin = Math.sin(angle);
    for (int i = 0; i < x.length; i++) {
      double dx = x[i] - mx;
      double dy = y[i] - my;
      x[i] = (float) (cos * dx + sin * dy);
      y[i] = (float) (cos * dy - sin * dx);
    }
  }

  /**
   * Scales the cloud until pictures would cover {@link #COVER} of the rectangle around it, then
   * pushes what overlaps apart, pair by pair and round by round, until nothing moves much.
   */
  static void apart(float[] x, float[] y, float spacing) {
    if (spacing == 0 || x.length < 2) {
      return;
    }
    double area = (double) extent(x) * extent(y);
    float scale = area > 0 ? (float) (spacing * Math.sqrt(x.length / (area * COVER))) : 1;
    for (int i = 0; i < x.length; i++) {
      x[i] *= scale;
      y[i] *= scale;
    }
    for (int round = 0; round < ROUNDS; round++) {
      if (push(x, y, spacing) < SETTLED) {
        return;
      }
    }
  }

  /** Moves all places so that the least is 0. */
  static void fromZero(float[] values) {
    float least = Float.POSITIVE_INFINITY;
    for (float v : values) {
      least = Math.min(least, v);
    }
    for (int i = 0; i < values.length; i++) {
      values[i] -= least;
    }
  }

  private static double mean(float[] values) {
    double sum = 0;
    for (float v : values) {
      sum += v;
    }
    return sum / values.length;
  }

  private static float extent(float[] values) {
    float least = Float.POSITIVE_INFINITY;
    float most = Float.NEGATIVE_INFINITY;
    for (float v : values) {
      least = Math.min(least, v);
      most = Math.max(most, v);
    }
    return most - least;
  }

  /**
   * One round over all pairs that overlap, found by sweeping from left to right; returns the
   * longest push.
   */
  private static float push(float[] x, float[] y, float spacing) {
    Integer[] order = new Integer[x.length];
    Arrays.setAll(order, i -> i);
    Arrays.sort(order, (a, b) -> Float.compare(x[a], x[b]));
    float longest = 0;
    for (int a = 0; a < order.length; a++) {
      int i = order[a];
      float reach = x[i] + spacing;
      for (int b = a + 1; b < order.length && x[order[b]] < reach; b++) {
        longest = Math.max(longest, part(x, y, i, order[b], spacing));
      }
    }
    return longest;
  }

  /** Moves two places away from each other by half of what they lack; along x if they coincide. */
  private static float part(float[] x, float[] y, int i, int j, float spacing) {
    float dx = x[j] - x[i];
    float dy = y[j] - y[i];
    float distance = (float) Math.sqrt(dx * dx + dy * dy);
    float lack = spacing - distance;
    if (lack <= 0) {
      return 0;
    }
    float share = distance > 0 ? lack / distance / 2 : 0;
    float moveX = distance > 0 ? dx * share : lack / 2;
    float moveY = dy * share;
    x[i] -= moveX;
    y[i] -= moveY;
    x[j] += moveX;
    y[j] += moveY;
    return lack;
  }
}
