package dev.trivium.app.report;

import dev.trivium.core.math.Matrix;

/**
 * Places vectors {@code [n × d]} on a plane for a person to look at: what is near in the space by
 * cosine is near on the map. t-SNE (see {@link Tsne}) from the two principal axes, the longer side
 * laid flat, then pushed apart until pictures of width 1 hardly overlap. Distances between far
 * islands mean little, as in any map of many dimensions. Repeatable from the seed.
 *
 * <p>Cost: n² · (d + iterations) operations, n · perplexity memory; 2,000 × 256 takes about three
 * seconds.
 */
public final class Layout2D {
  private static final int MOST = 20_000;

  private final Settings settings;

  public Layout2D(Settings settings) {
    this.settings = settings;
  }

  /**
   * What may be chosen.
   *
   * @param seed draws what tells equal vectors apart
   * @param perplexity about how many neighbours a vector listens to; less where there are few
   *     vectors
   * @param iterations steps of gradient descent, the first third of them exaggerated
   * @param spacing how far apart the centres of two pictures of width 1 are pushed; 0 leaves them
   *     where they fall
   */
  public record Settings(long seed, double perplexity, int iterations, double spacing) {
    /** Kobak and Berens (2019) for the perplexity; the rest by looking. */
    public static final Settings DEFAULT = new Settings(42, 30, 750, 1.08);

    public Settings {
      require(perplexity >= 2, "perplexity", perplexity, "2 or more, such as 30");
      require(iterations >= 1, "iterations", iterations, "1 or more, such as 750");
      require(spacing >= 0 && spacing <= 4, "spacing", spacing, "a number from 0 to 4");
    }

    private static void require(boolean right, String setting, double value, String remedy) {
      if (!right || !Double.isFinite(value)) {
        throw new IllegalArgumentException(setting + " is " + value + "; choose " + remedy);
      }
    }

    public Settings withSeed(long value) {
      return new Settings(value, perplexity, iterations, spacing);
    }
  }

  /** Places {@code [n × 2]}, x to the right and y down, in widths of a picture, from 0 up. */
  public Matrix place(Matrix vectors) {
    int n = vectors.rows();
    if (n > MOST) {
      throw new IllegalArgumentException(
          n + " vectors are too many for a map; choose " + MOST + " of them at most");
    }
    float[] x = new float[n];
    float[] y = new float[n];
    if (n > 1) {
      Matrix unit = vectors.normalizedRows();
      PrincipalAxes.project(unit, settings.seed(), x, y);
      new Tsne(unit, settings.perplexity()).descend(settings.iterations(), x, y);
      Spread.layFlat(x, y);
      Spread.apart(x, y, (float) settings.spacing());
    }
    Spread.fromZero(x);
    Spread.fromZero(y);
    float[] places = new float[2 * n];
    for (int i = 0; i < n; i++) {
      places[2 * i] = x[i];
      places[2 * i + 1] = y[i];
    }
    return Matrix.of(n, 2, places);
  }
}
