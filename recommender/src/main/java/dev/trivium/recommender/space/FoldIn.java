package dev.trivium.recommender.space;

import dev.trivium.core.data.Interaction;
import dev.trivium.core.data.Interactions;
import dev.trivium.core.math.Matrices;
import dev.trivium.core.math.Matrix;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Places a user never seen in a space fitted to interactions, where ALS would place one, given the
 * items: of things v_i taken up with weights c_i,
 *
 * <pre>
 *   x = A⁻¹ (Σ c_i v_i + λ prior),   A = Σ c_i v_i v_iᵀ + w₀ Σ_j v_j v_jᵀ + λ I,
 * </pre>
 *
 * <p>in doubles, j running over the items that somebody took up in the fit. A score is therefore a
 * sum over what was taken up.
 */
public final class FoldIn {
  private final SharedSpace space;
  private final FactorSettings settings;
  private final double[] gram;
  private final int taken;

  /**
   * Prepares the solve: O(items · f²).
   *
   * @param space fitted to interactions
   * @param train the interactions; items that nobody took up there took no part in the fit, and do
   *     not count as passed over
   */
  public FoldIn(SharedSpace space, Interactions train) {
    this(space, untouched(space, train));
  }

  /**
   * Prepares the solve without the interactions.
   *
   * @param untouched the rows of the items that nobody took up
   */
  public FoldIn(SharedSpace space, BitSet untouched) {
    requireUsers(space);
    this.space = space;
    this.settings = FactorSettings.of(space.provenance().configuration());
    Matrix items = space.items().matrix();
    Matrix warm = items;
    if (!untouched.isEmpty()) {
      warm = Matrix.of(items.rows(), items.columns(), items.array().clone());
      for (int row = untouched.nextSetBit(0); row >= 0; row = untouched.nextSetBit(row + 1)) {
        Arrays.fill(warm.array(), warm.offset(row), warm.offset(row) + warm.columns(), 0);
      }
    }
    this.gram = Matrices.gram(warm);
    this.taken = items.rows() - untouched.cardinality();
  }

  /** What the space was fitted with. */
  public FactorSettings settings() {
    return settings;
  }

  /** Refuses a space that has no place for users. */
  public static void requireUsers(SharedSpace space) {
    if (!"interactions".equals(space.provenance().configuration().get("objective"))) {
      throw new IllegalArgumentException(
          "the space "
              + space.provenance().space()
              + " was not fitted to interactions and has no place for users; fit one with"
              + " InteractionObjective");
    }
  }

  /** The rows of a space's items that nobody took up. */
  private static BitSet untouched(SharedSpace space, Interactions train) {
    BitSet untouched = new BitSet();
    int[] degrees = train.itemDegrees();
    for (int i = 0; i < degrees.length; i++) {
      int row = degrees[i] > 0 ? -1 : space.items().row(train.items().get(i));
      if (row >= 0) {
        untouched.set(row);
      }
    }
    return untouched;
  }

  /**
   * The vector {@code [f]} of a user with this history; items that the space does not know are
   * passed over, repeats add up.
   */
  public float[] user(List<Interaction> history) {
    return user(history, Map.of());
  }

  /**
   * The same for a user who is also known by content, raw vectors by modality: drawn towards what
   * it says, where the space was fitted to such.
   */
  public float[] user(List<Interaction> history, Map<String, float[]> vectors) {
    SortedMap<Integer, Float> weights = new TreeMap<>();
    List<Interaction> known =
        history.stream().filter(e -> space.items().contains(e.item())).toList();
    for (Interaction e : Recency.weigh(known, settings)) {
      weights.merge(space.items().row(e.item()), e.weight(), Float::sum);
    }
    int[] rows = weights.keySet().stream().mapToInt(Integer::intValue).toArray();
    float[] c = new float[rows.length];
    for (int i = 0; i < c.length; i++) {
      c[i] = weights.getOrDefault(rows[i], 0f);
    }
    return user(space.items().matrix().select(rows), c, space.userFusion().fuse(vectors));
  }

  /**
   * The vector {@code [f]} of a user who took up these things.
   *
   * @param things their vectors {@code [n × f]}, of the space's items or of others projected into
   *     it; each once
   * @param weights how strongly {@code [n]}
   * @param prior where the user is drawn {@code [f]}; the origin without it
   */
  public float[] user(Matrix things, float[] weights, float @Nullable [] prior) {
    double[] x = wanted(things, weights);
    double lambda = lambda(weights.length);
    for (int c = 0; c < x.length && prior != null; c++) {
      x[c] += lambda * prior[c];
    }
    Cholesky.solve(system(things, weights), x.length, x);
    return floats(x);
  }

  /**
   * Where a user was drawn whom these things brought to {@code user}: the prior of which {@link
   * #user(Matrix, float[], float[])} gives that vector.
   */
  public float[] prior(Matrix things, float[] weights, float[] user) {
    int f = user.length;
    if (weights.length == 0) {
      return user.clone(); // a fit leaves who took up nothing where content says
    }
    double[] a = system(things, weights);
    double[] sums = wanted(things, weights);
    double lambda = lambda(weights.length);
    double[] prior = new double[f];
    for (int c = 0; c < f; c++) {
      double sum = -sums[c];
      for (int d = 0; d < f; d++) {
        sum += (d <= c ? a[c * f + d] : a[d * f + c]) * user[d];
      }
      prior[c] = sum / lambda;
    }
    return floats(prior);
  }

  /**
   * What each of the things taken up adds to the score of an item {@code [f]}: {@code c_i v_iᵀ A⁻¹
   * item}, {@code [n]}. They sum to the score where nothing else draws the user.
   */
  public float[] shares(Matrix things, float[] weights, float[] item) {
    double[] y = new double[item.length];
    for (int c = 0; c < y.length; c++) {
      y[c] = item[c];
    }
    Cholesky.solve(system(things, weights), y.length, y);
    float[] shares = new float[weights.length];
    for (int i = 0; i < shares.length; i++) {
      double sum = 0;
      for (int c = 0; c < y.length; c++) {
        sum += things.get(i, c) * y[c];
      }
      shares[i] = (float) (weights[i] * sum);
    }
    return shares;
  }

  private double lambda(int n) {
    return settings.regularization(n, taken);
  }

  /** A, by its lower triangle. */
  private double[] system(Matrix things, float[] weights) {
    int f = things.columns();
    double[] a = new double[f * f];
    double lambda = lambda(weights.length);
    for (int c = 0; c < f; c++) {
      for (int d = 0; d <= c; d++) {
        a[c * f + d] = settings.unobservedWeight() * gram[c * f + d];
      }
      a[c * f + c] += lambda;
    }
    for (int i = 0; i < weights.length; i++) {
      int row = things.offset(i);
      for (int c = 0; c < f; c++) {
        double wc = weights[i] * (double) things.array()[row + c];
        for (int d = 0; d <= c; d++) {
          a[c * f + d] += wc * things.array()[row + d];
        }
      }
    }
    return a;
  }

  /** {@code Σ c_i v_i}. */
  private static double[] wanted(Matrix things, float[] weights) {
    double[] sums = new double[things.columns()];
    for (int i = 0; i < weights.length; i++) {
      for (int c = 0; c < sums.length; c++) {
        sums[c] += weights[i] * (double) things.get(i, c);
      }
    }
    return sums;
  }

  private static float[] floats(double[] x) {
    float[] out = new float[x.length];
    for (int c = 0; c < out.length; c++) {
      out[c] = (float) x[c];
    }
    return out;
  }
}
