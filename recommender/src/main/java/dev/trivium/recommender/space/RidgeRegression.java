package dev.trivium.recommender.space;

import dev.trivium.core.embedding.EmbeddingTable;
import dev.trivium.core.math.Matrices;
import dev.trivium.core.math.Matrix;
import dev.trivium.core.math.PositiveDefiniteSystem;
import dev.trivium.core.math.Vectors;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Ridge regression (Hoerl and Kennard 1970) from the features of one pattern of modalities to
 * targets, in closed form; with an intercept. The features stand side by side, each modality
 * centred and scaled to a mean squared length of 1, and a modality of a ridge of its own once more,
 * by the root of the common ridge over it; the system is factored once for many targets: {@code d ×
 * d}, or {@code n × n} where there are fewer rows than features. Time O(n d min(n, d)), then O(n d
 * f) for each target matrix.
 */
final class RidgeRegression implements Regression {
  private final Content content;
  private final SortedSet<String> pattern;
  private final List<String> ids;
  private final List<Block> blocks;
  private final Matrix features;
  private final int[] rows;
  private final float[] precision;
  private final float[] roots;
  private final boolean dual;
  private final FactorSettings settings;
  private final PositiveDefiniteSystem system;

  /** The columns of one modality, and how they were standardized. */
  private record Block(String modality, int from, int width, Standardization standardization) {}

  /**
   * @param pattern the modalities
   * @param ids the things whose targets there will be
   * @param rows the numbers, among {@code ids}, of those to learn from; each has all the modalities
   * @param precision how much each of the ids counts, only in proportion to the others
   * @param settings their ridges
   */
  RidgeRegression(
      Content content,
      SortedSet<String> pattern,
      List<String> ids,
      int[] rows,
      float[] precision,
      FactorSettings settings) {
    this.content = content;
    this.pattern = pattern;
    this.ids = ids;
    this.rows = rows;
    this.precision = precision;
    this.roots = roots(rows, precision);
    Map<Block, Matrix> standardized = new LinkedHashMap<>();
    int width = 0;
    for (String modality : pattern) {
      EmbeddingTable table = content.table(modality);
      Matrix raw = raw(table, rows);
      Standardization s =
          Standardization.of(raw, roots).scaled(settings.ridge() / settings.ridge(modality));
      standardized.put(new Block(modality, width, raw.columns(), s), s.apply(raw));
      width += raw.columns();
    }
    this.blocks = List.copyOf(standardized.keySet());
    this.features = Matrix.zeros(rows.length, width);
    standardized.forEach(
        (block, x) -> {
          for (int r = 0; r < rows.length; r++) {
            System.arraycopy(
                x.array(),
                x.offset(r),
                features.array(),
                features.offset(r) + block.from,
                block.width);
          }
        });
    scaleRows(features, 1);
    this.dual = rows.length < width;
    this.settings = settings;
    this.system = factored();
  }

  /** The same regression, learning from other rows. */
  RidgeRegression on(int[] others) {
    return new RidgeRegression(content, pattern, ids, others, precision, settings);
  }

  /** Roots of the rows' precisions, of mean square 1. */
  private static float[] roots(int[] rows, float[] precision) {
    double sum = Arrays.stream(rows).mapToDouble(r -> precision[r]).sum();
    float[] roots = new float[rows.length];
    for (int r = 0; r < roots.length; r++) {
      roots[r] = (float) Math.sqrt(precision[rows[r]] * rows.length / sum);
    }
    return roots;
  }

  /** Times the root of each row's precision to a power, 1 or −1. */
  private void scaleRows(Matrix m, int power) {
    for (int r = 0; r < roots.length; r++) {
      Vectors.scale(power > 0 ? roots[r] : 1 / roots[r], m.array(), m.offset(r), m.columns());
    }
  }

  private Matrix raw(EmbeddingTable table, int[] numbers) {
    return table.matrix().select(Arrays.stream(numbers).map(i -> table.row(ids.get(i))).toArray());
  }

  /** The features of any rows that have the modalities, standardized as those learnt from. */
  SortedMap<String, Matrix> features(int[] numbers) {
    SortedMap<String, Matrix> standardized = new TreeMap<>();
    for (Block block : blocks) {
      EmbeddingTable table = content.table(block.modality);
      standardized.put(block.modality, block.standardization.apply(raw(table, numbers)));
    }
    return standardized;
  }

  /** What projections of the pattern's modalities say of any rows that have them. */
  Matrix said(Map<String, Projection> projections, int[] numbers) {
    List<String> names = Arrays.stream(numbers).mapToObj(ids::get).toList();
    int f = projections.values().iterator().next().outputDimension();
    return new Fusion(f, Map.of(pattern, projections)).fuse(content.only(pattern), names);
  }

  /** How a modality's vectors were standardized. */
  Standardization standardization(String modality) {
    return blocks.stream()
        .filter(b -> b.modality.equals(modality))
        .findFirst()
        .orElseThrow()
        .standardization;
  }

  private PositiveDefiniteSystem factored() {
    int n = dual ? features.rows() : features.columns();
    double[] gram =
        dual
            ? doubles(Matrices.timesTransposed(features, features).array())
            : Matrices.gram(features);
    for (int i = 0; i < n; i++) {
      gram[i * n + i] += settings.ridge();
    }
    return new PositiveDefiniteSystem(gram, n);
  }

  /**
   * The projections of least {@code Σ_r p_r ‖y_r − x_r W − b‖² + Σ_m ridge_m ‖W_m‖²}, of precisions
   * p of mean 1, for targets of all ids {@code [ids × f]}; the intercept b is shared out evenly.
   */
  @Override
  public Map<String, Projection> fit(Matrix targets) {
    Centred y = Centred.of(targets.select(rows), roots);
    scaleRows(y.rows, 1);
    Matrix w =
        dual
            ? Matrices.transposedTimes(features, system.solve(y.rows))
            : system.solve(Matrices.transposedTimes(features, y.rows));
    Map<String, Projection> projections = new HashMap<>();
    for (Block block : blocks) {
      projections.put(block.modality, projection(block, w, y.mean));
    }
    return projections;
  }

  /**
   * What the projections of {@link #fit} say of the rows learnt from, {@code [rows × f]}, without
   * making them: {@code Y − ridge (XXᵀ + ridge I)⁻¹ Y} where there are fewer rows than features.
   */
  @Override
  public Matrix fitted(Matrix targets) {
    Centred y = Centred.of(targets.select(rows), roots);
    scaleRows(y.rows, 1);
    Matrix said;
    if (dual) {
      Matrix residual = system.solve(y.rows);
      said = y.rows;
      Vectors.axpy(
          (float) -settings.ridge(), residual.array(), 0, said.array(), 0, said.array().length);
    } else {
      said = Matrices.times(features, system.solve(Matrices.transposedTimes(features, y.rows)));
    }
    scaleRows(said, -1);
    for (int r = 0; r < said.rows(); r++) {
      Vectors.axpy(1, y.mean, 0, said.array(), said.offset(r), said.columns());
    }
    return said;
  }

  @Override
  public int[] rows() {
    return rows;
  }

  /** Rows, and their mean, which was taken off. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Centred(Matrix rows, float[] mean) {
    /** Takes the mean off in place. */
    static Centred of(Matrix y, float[] roots) {
      float[] mean = new float[y.columns()];
      for (int r = 0; r < y.rows(); r++) {
        Vectors.axpy(roots[r] * roots[r] / y.rows(), y.array(), y.offset(r), mean, 0, mean.length);
      }
      for (int r = 0; r < y.rows(); r++) {
        Vectors.axpy(-1, mean, 0, y.array(), y.offset(r), mean.length);
      }
      return new Centred(y, mean);
    }
  }

  /** The intercept is shared out evenly among the modalities. */
  private Projection projection(Block block, Matrix w, float[] intercept) {
    Matrix weights =
        Matrices.transposed(
            w.select(IntStream.range(block.from, block.from + block.width).toArray()));
    float[] bias = intercept.clone();
    Vectors.scale(1f / blocks.size(), bias, 0, bias.length);
    return new Projection(List.of(block.standardization.onRaw(weights, bias)));
  }

  private static double[] doubles(float[] x) {
    double[] out = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      out[i] = x[i];
    }
    return out;
  }
}
