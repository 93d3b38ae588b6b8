package dev.trivium.recommender.space;

import dev.trivium.core.TriviumException;
import dev.trivium.core.data.Interactions;
import dev.trivium.core.math.FastRandom;
import dev.trivium.core.math.Matrix;
import dev.trivium.core.math.Vectors;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Implicit ALS with a content prior on either side: rows and columns take turns at their exact
 * optimum given the other, and after each turn the projections are refitted to where the factors
 * went, so that the prior of a row is what its content says, {@code v_i ~ N(Σ_m W_m x_im, λ_i⁻¹)}.
 * Without content it is plain iALS. While the factors move the projections are linear; other
 * {@linkplain Heads heads} are made when they have settled, and columns then take a last turn. Rows
 * and columns without entries take no part.
 */
final class Factorization {
  private final FactorSettings settings;
  private final Heads heads;
  private final long seed;
  private final IntToDoubleFunction influence;
  private final Interactions byRow;
  private final Interactions byColumn;
  private final int takenRows;
  private final int takenColumns;
  private final @Nullable ContentPrior rowPrior;
  private final @Nullable ContentPrior columnPrior;
  private final Content rowContent;
  private final Content columnContent;
  private @Nullable Fusion rowFusion;
  private @Nullable Fusion columnFusion;
  private Matrix rows;
  private Matrix columns;

  Factorization(
      Interactions relations,
      Content rowContent,
      Content columnContent,
      FactorSettings settings,
      Heads heads,
      long seed) {
    this(relations, row -> 1, rowContent, columnContent, settings, heads, seed);
  }

  /**
   * @param influence how much a row counts for the columns; its own factor does not depend on it
   */
  Factorization(
      Interactions relations,
      IntToDoubleFunction influence,
      Content rowContent,
      Content columnContent,
      FactorSettings settings,
      Heads heads,
      long seed) {
    if (relations.size() == 0) {
      throw new TriviumException("there are no interactions to learn from; give at least one");
    }
    this.settings = settings;
    this.heads = heads;
    this.seed = seed;
    this.byRow = relations.weighted((row, e) -> settings.weight(relations.weightAt(e)));
    this.influence = influence;
    this.byColumn = influenced(byRow).transposed();
    this.rowContent = rowContent;
    this.columnContent = columnContent;
    this.takenRows = taken(byRow);
    this.takenColumns = taken(byColumn);
    this.rowPrior = prior(rowContent, byRow, takenColumns);
    this.columnPrior = prior(columnContent, byColumn, takenRows);
    this.rows = Matrix.zeros(byRow.userCount(), settings.dimension());
    this.columns = noise(byColumn, settings.dimension(), seed);
  }

  /** The entries as columns weigh them. */
  private Interactions influenced(Interactions relations) {
    return relations.weighted(
        (row, entry) -> influence.applyAsDouble(row) * relations.weightAt(entry));
  }

  /** What columns are solved against: the rows, and the rows as zeros weigh them. */
  private FactorSolver columnSolver() {
    Matrix zeros = Matrix.of(rows.rows(), rows.columns(), rows.array().clone());
    for (int r = 0; r < zeros.rows(); r++) {
      float root = (float) Math.sqrt(influence.applyAsDouble(r));
      Vectors.scale(root, zeros.array(), zeros.offset(r), zeros.columns());
    }
    return new FactorSolver(rows, zeros, takenRows, settings);
  }

  private FactorSolver rowSolver() {
    return new FactorSolver(columns, takenColumns, settings);
  }

  private @Nullable ContentPrior prior(Content content, Interactions side, int taken) {
    return content.modalities().isEmpty() ? null : new ContentPrior(content, side, taken, settings);
  }

  /** How many have entries. */
  private static int taken(Interactions side) {
    return (int) IntStream.range(0, side.userCount()).filter(r -> side.degree(r) > 0).count();
  }

  /** Small normal noise, of standard deviation 0.1/√f, for those that have entries. */
  private static Matrix noise(Interactions side, int f, long seed) {
    FastRandom random = new FastRandom(seed);
    Matrix m = Matrix.zeros(side.userCount(), f);
    for (int r = 0; r < m.rows(); r++) {
      for (int c = 0; c < f && side.degree(r) > 0; c++) {
        m.array()[r * f + c] = (float) (0.1 / Math.sqrt(f) * random.nextGaussian());
      }
    }
    return m;
  }

  /**
   * Sweeps, and ends with the rows, so that a row folded in later stands where a known one does.
   */
  Factorization run() {
    Matrix rowDraw = null;
    Matrix columnDraw = null;
    for (int sweep = 0; sweep < settings.sweeps(); sweep++) {
      rows = rowSolver().solve(byRow, rowDraw);
      rowDraw = rowPrior == null ? null : rowPrior.predict(rows);
      columns = columnSolver().solve(byColumn, columnDraw);
      columnDraw = columnPrior == null ? null : columnPrior.predict(columns);
    }
    columnFusion = fusion(columnPrior, columns);
    if (columnPrior != null && !heads.equals(Heads.LINEAR)) {
      Matrix draw = drawnWarm(columnFusion);
      columns = columnSolver().solve(byColumn, draw);
    }
    rowFusion = fusion(rowPrior, rows);
    rows = rowSolver().solve(Recency.weigh(byRow, settings), rowDraw);
    return this;
  }

  /** What a fusion says of the warm columns; the rows of the others are zeros. */
  private Matrix drawnWarm(Fusion fusion) {
    Matrix draw = fusion.fuse(columnContent, byColumn.users());
    for (int c = 0; c < draw.rows(); c++) {
      if (byColumn.degree(c) == 0) {
        Arrays.fill(draw.array(), draw.offset(c), draw.offset(c) + draw.columns(), 0);
      }
    }
    return draw;
  }

  /** Row factors; a row without relations is what its content says. */
  Matrix rows() {
    return filled(rows, byRow, rowContent, rowFusion());
  }

  /** Column factors; a column without relations is what its content says. */
  Matrix columns() {
    return filled(columns, byColumn, columnContent, columnFusion());
  }

  Fusion rowFusion() {
    return Objects.requireNonNull(rowFusion, "run first");
  }

  Fusion columnFusion() {
    return Objects.requireNonNull(columnFusion, "run first");
  }

  private Fusion fusion(@Nullable ContentPrior prior, Matrix factors) {
    return prior == null
        ? new Fusion(settings.dimension(), Map.of())
        : prior.fusion(factors, heads, seed);
  }

  private static Matrix filled(Matrix factors, Interactions side, Content content, Fusion fusion) {
    int[] cold = IntStream.range(0, factors.rows()).filter(r -> side.degree(r) == 0).toArray();
    Matrix said = fusion.fuse(content, IntStream.of(cold).mapToObj(side.users()::get).toList());
    Matrix out = Matrix.of(factors.rows(), factors.columns(), factors.array().clone());
    for (int i = 0; i < cold.length; i++) {
      System.arraycopy(
          said.array(), said.offset(i), out.array(), out.offset(cold[i]), out.columns());
    }
    return out;
  }
}
