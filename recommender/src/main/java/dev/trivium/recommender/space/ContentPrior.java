package dev.trivium.recommender.space;

import dev.trivium.core.Lazy;
import dev.trivium.core.data.Interactions;
import dev.trivium.core.math.Matrix;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * What content says of the factors of one side: ridge regressions, refitted as the factors move,
 * one for each pattern of modalities.
 */
final class ContentPrior {
  private static final int FEWEST_ROWS = 2;
  private static final int ALL_PATTERNS_UP_TO = 4;

  private final Content content;
  private final List<String> ids;
  private final FactorSettings settings;
  private final float[] precision;
  private final Map<SortedSet<String>, List<Integer>> warmOf;
  private final Set<SortedSet<String>> served = new HashSet<>();
  private final Map<SortedSet<String>, Lazy<RidgeRegression>> regressions =
      new ConcurrentHashMap<>();

  /**
   * @param side the ids as rows, and their relations; the factors of those with any can be learnt
   *     from, each as much as it is drawn towards its prior
   * @param taken how many of the other side have any
   */
  ContentPrior(Content content, Interactions side, int taken, FactorSettings settings) {
    this.content = content;
    this.ids = side.users();
    this.settings = settings;
    this.precision = new float[ids.size()];
    for (int i = 0; i < precision.length; i++) {
      precision[i] = (float) settings.regularization(side.degree(i), taken);
    }
    this.warmOf = content.patterns(ids);
    Set<SortedSet<String>> wanted = new HashSet<>(warmOf.keySet());
    wanted.addAll(subsets(List.copyOf(content.modalities().keySet())));
    warmOf.values().forEach(things -> things.removeIf(i -> side.degree(i) == 0));
    Set<SortedSet<String>> seen = new HashSet<>();
    wanted.forEach(pattern -> serve(pattern, seen));
  }

  /** Every set of a few modalities; of many, each alone. */
  private static List<SortedSet<String>> subsets(List<String> names) {
    List<SortedSet<String>> subsets = new ArrayList<>();
    if (names.size() > ALL_PATTERNS_UP_TO) {
      names.forEach(name -> subsets.add(new TreeSet<>(List.of(name))));
      return subsets;
    }
    for (int bits = 1; bits < 1 << names.size(); bits++) {
      SortedSet<String> subset = new TreeSet<>();
      for (int m = 0; m < names.size(); m++) {
        if ((bits >> m & 1) == 1) {
          subset.add(names.get(m));
        }
      }
      subsets.add(subset);
    }
    return subsets;
  }

  /** Notes a pattern that can be learnt, or in its stead the smaller ones that it falls back on. */
  private void serve(SortedSet<String> pattern, Set<SortedSet<String>> seen) {
    if (pattern.isEmpty() || !seen.add(pattern)) {
      return;
    }
    if (rowsWith(pattern).length >= FEWEST_ROWS) {
      served.add(pattern);
    } else {
      for (String modality : pattern) {
        SortedSet<String> smaller = new TreeSet<>(pattern);
        smaller.remove(modality);
        serve(smaller, seen);
      }
    }
  }

  /** The warm things that have all these modalities, and maybe others. */
  private int[] rowsWith(SortedSet<String> pattern) {
    return warmOf.entrySet().stream()
        .filter(e -> e.getKey().containsAll(pattern))
        .flatMap(e -> e.getValue().stream())
        .mapToInt(Integer::intValue)
        .sorted()
        .toArray();
  }

  private RidgeRegression regression(SortedSet<String> pattern) {
    return regressions
        .computeIfAbsent(
            pattern,
            p ->
                new Lazy<>(
                    () -> new RidgeRegression(content, p, ids, rowsWith(p), precision, settings)))
        .get();
  }

  /**
   * Where content draws the factors of the warm ids: {@code [ids × f]}; the rows of others are
   * zeros.
   */
  Matrix predict(Matrix factors) {
    Matrix drawn = Matrix.zeros(ids.size(), factors.columns());
    warmOf.forEach(
        (pattern, things) -> {
          if (pattern.isEmpty() || things.isEmpty()) {
            return;
          }
          if (served.contains(pattern)) {
            RidgeRegression exact = regression(pattern);
            copy(exact.fitted(factors), exact.rows(), things, drawn);
          } else {
            int[] rows = things.stream().mapToInt(Integer::intValue).toArray();
            Matrix said =
                fusion(factors, Heads.LINEAR, 0)
                    .fuse(content, things.stream().map(ids::get).toList());
            copy(said, rows, things, drawn);
          }
        });
    return drawn;
  }

  /** A regression learns from richer things too; only those of just its pattern are drawn by it. */
  private static void copy(Matrix said, int[] rows, List<Integer> things, Matrix drawn) {
    Set<Integer> wanted = new HashSet<>(things);
    for (int r = 0; r < rows.length; r++) {
      if (wanted.contains(rows[r])) {
        System.arraycopy(
            said.array(), said.offset(r), drawn.array(), drawn.offset(rows[r]), drawn.columns());
      }
    }
  }

  /**
   * Projections for every pattern that a new thing may come with: all of them where the modalities
   * are few, else those that occur and each modality alone; by the heads that were asked for. Each
   * is solved when it is first asked for.
   */
  Fusion fusion(Matrix factors, Heads heads, long seed) {
    Map<SortedSet<String>, Supplier<Map<String, Projection>>> projections = new HashMap<>();
    served.forEach(
        pattern ->
            projections.put(
                pattern, () -> heads.regression(regression(pattern), seed).fit(factors)));
    return Fusion.lazy(factors.columns(), projections);
  }
}
