package dev.trivium.recommender.space;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import dev.trivium.core.data.Interaction;
import dev.trivium.core.data.Interactions;
import dev.trivium.core.math.Matrix;
import dev.trivium.recommender.Worlds;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FactorSolverTest {
  private static final int F = 8;
  private static final int ITEMS = 40;
  private static final FactorSettings SETTINGS = new FactorSettings(F, 0.05, 0.1, 1, 1, 1);

  /** Row u has u entries: none, fewer than f, f, more than f, all. */
  private static Interactions staircase() {
    List<Interaction> events = new ArrayList<>();
    for (int u = 0; u <= ITEMS; u++) {
      for (int e = 0; e < u; e++) {
        int item = (e * 7 + u) % ITEMS;
        events.add(new Interaction("u" + u, "i" + item, 0.25f + (u + e) % 5, 0));
      }
    }
    return Interactions.of(Worlds.ids("u", ITEMS + 1), Worlds.ids("i", ITEMS), events);
  }

  @ParameterizedTest
  @CsvSource({
    "0.05, 0.1, 1",
    "0.05, 0.1, 0",
    "0.003, 0.05, 0.5",
    "2, 1, 1",
    "1e-5, 1e-3, 0",
    "1e-4, 0.1, 2"
  })
  void solvesTheNormalEquationsOfEveryRow(double lambda, double unobserved, double exponent) {
    FactorSettings s = new FactorSettings(F, lambda, unobserved, exponent, 1, 1);
    Matrix fixed = Worlds.normal(ITEMS, F, 1);
    Matrix prior = Worlds.normal(ITEMS + 1, F, 2);
    FactorSolver solver = new FactorSolver(fixed, ITEMS, s);
    assertThat(
            Dense.distance(
                solver.solve(staircase(), null), Dense.rows(Dense.of(fixed), staircase(), s, null)))
        .isLessThan(1e-4);
    assertThat(
            Dense.distance(
                solver.solve(staircase(), prior),
                Dense.rows(Dense.of(fixed), staircase(), s, Dense.of(prior))))
        .isLessThan(1e-4);
  }

  @Test
  void solvesWhereTheFactorsSpanLessThanTheSpace() {
    Matrix fixed = Worlds.normal(ITEMS, F, 1);
    for (int i = 0; i < ITEMS; i++) {
      fixed.array()[i * F] = fixed.array()[i * F + 1];
      fixed.array()[i * F + 2] = 0;
    }
    FactorSettings s = SETTINGS.withRegularization(1e-4).withFrequencyExponent(0);
    assertThat(
            Dense.distance(
                new FactorSolver(fixed, ITEMS, s).solve(staircase(), null),
                Dense.rows(Dense.of(fixed), staircase(), s, null)))
        .isLessThan(1e-4);
  }

  /** Three items over and over, nearly or just so: what floats lose is taken back. */
  @ParameterizedTest
  @CsvSource({"5e-3, 3e4, 1e-4", "0, 1e6, 1e-3"})
  void solvesSystemsThatAFloatsDigitsAreTooFewFor(float noise, float weight, double within) {
    Matrix fixed = Worlds.normal(ITEMS, F, 1);
    Matrix apart = Worlds.normal(ITEMS, F, 2);
    for (int i = 0; i < ITEMS * F; i++) {
      fixed.array()[i] = fixed.array()[i / F % 3 * F + i % F] + noise * apart.array()[i];
    }
    List<Interaction> events = new ArrayList<>();
    for (Interaction e : staircase().events()) {
      events.add(new Interaction(e.user(), e.item(), weight * e.weight(), 0));
    }
    Interactions rows = Interactions.of(Worlds.ids("u", ITEMS + 1), Worlds.ids("i", ITEMS), events);
    FactorSettings s = new FactorSettings(F, 1e-4, 1e-3, 0, 1, 1);
    assertThat(
            Dense.distance(
                new FactorSolver(fixed, ITEMS, s).solve(rows, null),
                Dense.rows(Dense.of(fixed), rows, s, null)))
        .isLessThan(within);
  }

  /** As the demo has them: more dimensions than a block of the system holds, rows either side. */
  @Test
  void solvesLongAndShortRowsOfManyDimensions() {
    Matrix fixed = Worlds.normal(300, 50, 3);
    Interactions rows = Worlds.random(60, 300, 0.17, 4);
    FactorSettings s = SETTINGS.withDimension(50);
    assertThat(
            Dense.distance(
                new FactorSolver(fixed, 300, s).solve(rows, null),
                Dense.rows(Dense.of(fixed), rows, s, null)))
        .isLessThan(1e-5);
  }

  @Test
  void anEmptyRowIsTheOriginOrWhereThePriorAndTheZerosBalance() {
    Matrix fixed = Worlds.normal(ITEMS, F, 1);
    FactorSolver solver = new FactorSolver(fixed, ITEMS, SETTINGS);
    assertThat(solver.solve(staircase(), null).row(0)).containsOnly(0f);
    Matrix prior = Worlds.normal(ITEMS + 1, F, 2);
    double[] drawn = Dense.of(prior)[0];
    double[] wanted = Dense.row(Dense.of(fixed), staircase(), 0, SETTINGS, drawn);
    float[] got = solver.solve(new int[0], new float[0], prior.row(0));
    for (int c = 0; c < F; c++) {
      assertThat((double) got[c]).isCloseTo(wanted[c], offset(1e-5));
    }
  }

  @Test
  void oneRowAloneHasTheBytesOfTheRowAmongOthers() {
    FactorSolver solver = new FactorSolver(Worlds.normal(ITEMS, F, 1), ITEMS, SETTINGS);
    Interactions rows = staircase();
    Matrix prior = Worlds.normal(ITEMS + 1, F, 2);
    Matrix plain = solver.solve(rows, null);
    Matrix drawn = solver.solve(rows, prior);
    for (int u = 0; u <= ITEMS; u++) {
      float[] weights = new float[rows.degree(u)];
      for (int e = 0; e < weights.length; e++) {
        weights[e] = rows.weightAt(rows.from(u) + e);
      }
      assertThat(solver.solve(rows.itemsOf(u), weights, null)).isEqualTo(plain.row(u));
      assertThat(solver.solve(rows.itemsOf(u), weights, prior.row(u))).isEqualTo(drawn.row(u));
    }
  }

  @Test
  void theNumberOfThreadsDoesNotChangeAByte() {
    Matrix fixed = Worlds.normal(300, 16, 3);
    Interactions rows = Worlds.random(500, 300, 0.05, 4);
    FactorSettings s = SETTINGS.withDimension(16);
    Matrix alone = in(1, fixed, rows, s);
    assertThat(in(1, fixed, rows, s)).isEqualTo(alone);
    assertThat(in(5, fixed, rows, s)).isEqualTo(alone);
  }

  private static Matrix in(int threads, Matrix fixed, Interactions rows, FactorSettings s) {
    ForkJoinPool pool = new ForkJoinPool(threads);
    try {
      return pool.submit(() -> new FactorSolver(fixed, ITEMS, s).solve(rows, null)).join();
    } finally {
      pool.shutdown();
    }
  }
}
