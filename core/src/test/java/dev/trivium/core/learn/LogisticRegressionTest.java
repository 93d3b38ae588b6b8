package dev.trivium.core.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import dev.trivium.core.math.FastRandom;
import dev.trivium.core.math.Matrix;
import dev.trivium.core.math.SparseMatrix;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Held to scikit-learn 1.2.1, {@code LogisticRegression(C=C, solver='newton-cg', tol=1e-12,
 * max_iter=10000).fit(X, y)}, with {@code X = np.sin(1+7*i+3*j+i*j)} for i in [0, 60) and j in [0,
 * 4), its last column times 10 and 5 added, and to the gradient, which is zero at the optimum.
 */
class LogisticRegressionTest {
  private static final Matrix X = features();
  private static final BitSet WAVES = members(60, i -> X.get(i, 0) + 0.5 * Math.sin(5.0 * i) > 0.2);
  private static final BitSet THIRDS = members(60, i -> i % 3 == 0);

  private static Matrix features() {
    Matrix x = Matrix.zeros(60, 4);
    for (int i = 0; i < 60; i++) {
      for (int j = 0; j < 4; j++) {
        float sine = (float) Math.sin(1 + 7 * i + 3 * j + i * j);
        x.array()[4 * i + j] = j == 3 ? sine * 10 + 5 : sine;
      }
    }
    return x;
  }

  private static BitSet members(int n, IntPredicate has) {
    BitSet members = new BitSet();
    IntStream.range(0, n).filter(has).forEach(members::set);
    return members;
  }

  private static LogisticModel fit(LogisticSettings settings, Matrix x, BitSet... classes) {
    return new LogisticRegression(settings).fit(x, List.of(classes));
  }

  private static void expect(LogisticModel model, int c, double intercept, double... weights) {
    for (int j = 0; j < weights.length; j++) {
      assertThat((double) model.weights().get(c, j))
          .isCloseTo(weights[j], withinPercentage(0.01 + 0.01 / Math.abs(weights[j])));
    }
    assertThat((double) model.intercept(c)).isCloseTo(intercept, within(1e-4));
  }

  @Test
  void agreesWithScikitLearn() {
    LogisticModel one = fit(LogisticSettings.DEFAULT, X, WAVES, THIRDS);
    expect(one, 0, -0.35956, 2.99559, 0.21613, -0.06747, -0.03411);
    expect(one, 1, -0.73616, 0.04701, 0.15666, 0.02036, 0.00875);
    LogisticModel hundred = fit(LogisticSettings.DEFAULT.withC(100), X, WAVES, THIRDS);
    expect(hundred, 0, -0.64151, 7.24801, 0.98517, 0.56533, -0.08586);
    expect(hundred, 1, -0.7368, 0.05423, 0.17997, 0.02361, 0.00883);
  }

  /** {@code StandardScaler} before the fit. */
  @Test
  void standardizedAgreesWithScikitLearn() {
    LogisticModel model = fit(LogisticSettings.DEFAULT.withStandardize(true), X, WAVES, THIRDS);
    Matrix decisions = model.decisions(X);
    double[] waves = {2.38043, 2.49742, 2.36455, -0.8761};
    double[] thirds = {-0.80768, -0.66401, -0.59012, -0.57575};
    for (int i = 0; i < 4; i++) {
      assertThat((double) decisions.get(i, 0)).isCloseTo(waves[i], within(1e-4));
      assertThat((double) decisions.get(i, 1)).isCloseTo(thirds[i], within(1e-4));
    }
  }

  @Test
  void theGradientIsZeroAtTheOptimum() {
    FastRandom random = new FastRandom(3);
    for (int t = 0; t < 8; t++) {
      int n = 200 + 3000 * t;
      int d = 1 + 9 * t;
      Matrix x = Matrix.zeros(n, d);
      for (int i = 0; i < x.array().length; i++) {
        x.array()[i] = (float) (3 + random.nextGaussian() * (1 + i % d));
      }
      BitSet members = members(n, i -> x.get(i, 0) + 2 * random.nextGaussian() > 3);
      double c = Math.pow(10, t % 4 - 2);
      LogisticModel model = fit(LogisticSettings.DEFAULT.withC(c), x, members);
      assertThat(gradient(x, members, c, model))
          .isLessThan(
              1e-4
                  * gradient(x, members, c, fit(LogisticSettings.DEFAULT.withC(1e-9), x, members)));
    }
  }

  /**
   * Its length, by the definition, in doubles; around the means, where floats are not the limit.
   */
  private static double gradient(Matrix x, BitSet members, double c, LogisticModel model) {
    int d = x.columns();
    double[] means = new double[d];
    for (int i = 0; i < x.array().length; i++) {
      means[i % d] += x.array()[i] / (double) x.rows();
    }
    double[] gradient = new double[d + 1];
    for (int i = 0; i < x.rows(); i++) {
      double z = model.intercept(0);
      for (int j = 0; j < d; j++) {
        z += model.weights().get(0, j) * (double) x.get(i, j);
      }
      double missed = c * (1 / (1 + Math.exp(-z)) - (members.get(i) ? 1 : 0));
      for (int j = 0; j < d; j++) {
        gradient[j] += missed * (x.get(i, j) - means[j]);
      }
      gradient[d] += missed;
    }
    double squares = gradient[d] * gradient[d];
    for (int j = 0; j < d; j++) {
      squares += Math.pow(gradient[j] + model.weights().get(0, j), 2);
    }
    return Math.sqrt(squares);
  }

  @Test
  void whatSeparatesIsHeldBackByThePenalty() {
    Matrix x = Matrix.of(4, 1, new float[] {-2, -1, 1, 2});
    LogisticModel model = fit(LogisticSettings.DEFAULT.withC(1e4), x, members(4, i -> i > 1));
    assertThat(model.weights().get(0, 0)).isBetween(5f, 20f);
    assertThat(model.intercept(0)).isCloseTo(0, within(1e-3f));
  }

  @Test
  void aClassOfNoneOrAllIsAnsweredSo() {
    LogisticModel model = fit(LogisticSettings.DEFAULT, X, new BitSet(), members(60, i -> true));
    assertThat(model.intercept(0)).isEqualTo(Float.NEGATIVE_INFINITY);
    assertThat(model.intercept(1)).isEqualTo(Float.POSITIVE_INFINITY);
    assertThat(model.predict(X)).containsOnly(1);
  }

  @Test
  void threadsDoNotMatter() throws Exception {
    FastRandom random = new FastRandom(5);
    Matrix x = Matrix.zeros(30000, 5);
    for (int i = 0; i < x.array().length; i++) {
      x.array()[i] = (float) random.nextGaussian();
    }
    BitSet members = members(30000, i -> x.get(i, 1) + random.nextGaussian() > 0);
    LogisticModel many = fit(LogisticSettings.DEFAULT, x, members, members);
    ForkJoinPool one = new ForkJoinPool(1);
    LogisticModel single = one.submit(() -> fit(LogisticSettings.DEFAULT, x, members)).get();
    one.shutdown();
    assertThat(many.weights().row(0)).isEqualTo(single.weights().row(0));
    assertThat(many.weights().row(1)).isEqualTo(single.weights().row(0));
  }

  /** A sparse matrix of the same numbers has the same optimum, at any number of threads. */
  @Test
  void sparseRowsHaveTheOptimumOfDenseOnes() throws Exception {
    FastRandom random = new FastRandom(7);
    Matrix x = Matrix.zeros(3000, 40);
    for (int i = 0; i < x.array().length; i++) {
      x.array()[i] = random.nextInt(10) == 0 ? random.nextFloat() : 0;
    }
    BitSet members = members(3000, i -> x.get(i, 1) + 0.3 * random.nextGaussian() > 0.2);
    SparseMatrix sparse = sparse(x);
    LogisticRegression learner = new LogisticRegression(LogisticSettings.DEFAULT.withC(10));
    LogisticModel model = learner.fit(sparse, List.of(members, new BitSet()));
    assertThat(gradient(x, members, 10, model))
        .isLessThan(
            1e-4 * gradient(x, members, 10, fit(LogisticSettings.DEFAULT.withC(1e-9), x, members)));
    Matrix decisions = model.decisions(sparse);
    Matrix expected = learner.fit(x, List.of(members)).decisions(x);
    for (int i = 0; i < 3000; i++) {
      assertThat(decisions.get(i, 0)).isCloseTo(expected.get(i, 0), within(2e-3f));
    }
    assertThat(model.predict(sparse)).containsOnly(0);
    ForkJoinPool one = new ForkJoinPool(1);
    LogisticModel single = one.submit(() -> learner.fit(sparse, List.of(members))).get();
    one.shutdown();
    assertThat(single.weights().row(0)).isEqualTo(model.weights().row(0));
    LogisticSettings standardized = LogisticSettings.DEFAULT.withStandardize(true);
    assertThatThrownBy(() -> new LogisticRegression(standardized).fit(sparse, List.of(members)))
        .hasMessageContaining("standardize would make sparse rows dense");
    assertThatThrownBy(() -> fit(LogisticSettings.DEFAULT, X, WAVES).decisions(sparse))
        .hasMessageContaining("rows of 40 features for a model of 4");
  }

  private static SparseMatrix sparse(Matrix x) {
    int[] offsets = new int[x.rows() + 1];
    int[] indices = new int[x.array().length];
    float[] values = new float[x.array().length];
    int size = 0;
    for (int r = 0; r < x.rows(); r++) {
      for (int c = 0; c < x.columns(); c++) {
        if (x.get(r, c) != 0) {
          indices[size] = c;
          values[size++] = x.get(r, c);
        }
      }
      offsets[r + 1] = size;
    }
    return SparseMatrix.of(
        x.columns(), offsets, Arrays.copyOf(indices, size), Arrays.copyOf(values, size));
  }

  @Test
  void settingsSayWhatIsWrong() {
    assertThatThrownBy(() -> LogisticSettings.DEFAULT.withC(0)).hasMessageContaining("c is 0.0");
    assertThatThrownBy(() -> new LogisticSettings(1, true, 0, 1))
        .hasMessageContaining("tolerance is 0.0; choose");
    assertThatThrownBy(() -> fit(LogisticSettings.DEFAULT, X, members(61, i -> true)))
        .hasMessageContaining("row 60");
    assertThatThrownBy(() -> fit(LogisticSettings.DEFAULT, Matrix.zeros(0, 3)))
        .hasMessageContaining("no row to learn from");
  }
}
