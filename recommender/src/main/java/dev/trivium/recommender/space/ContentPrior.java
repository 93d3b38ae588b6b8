package dev.trivium.recommender.space;

import dev.trivium.core.math.Matrix;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What content says of the factors of one side: ridge regressions, refitted as the factors move,
 * one for each pattern of modalities.
 */
final class ContentPrior {
  private static final int FEWEST_ROWS = 2;
  private static final int ALL_PATTERNS_UP_TO = 4;

  private final Content content;
  private final List<String> ids;
  private final BitSet warm;
  private final double ridge;
  private final Map<SortedSet<String>, List<Integer>> patterns;
  private final Map<SortedSet<String>, RidgeRegression> regressions = new HashMap<>();
  private final Set<SortedSet<String>> tried = new HashSet<>();

  /**
   * @param warm the numbers of the ids with relations, whose factors can be learnt from
   */
  ContentPrior(Content content, List<String> ids, BitSet warm, double ridge) {
    this.content = content;
    this.ids = ids;
    this.warm = warm;
    this.ridge = ridge;
    this.patterns = content.patterns(ids);
    patterns.keySet().forEach(this::prepare);
  }

  /**
   * Where content draws the factors of the warm ids: {@code [ids × f]}; the rows of others are
   * zeros.
   */
  Matrix predict(Matrix factors) {
    Matrix drawn = Matrix.zeros(ids.size(), factors.columns());
    patterns.forEach(
        (pattern, things) -> {
          RidgeRegression exact = regressions.get(pattern);
          if (exact != null) {
            copyWarm(exact.fitted(factors), exact.rows(), pattern, drawn);
          } else if (!pattern.isEmpty()) {
            List<String> few = things.stream().filter(warm::get).map(ids::get).toList();
            Matrix said = fusion(factors).fuse(content, few);
            for (int i = 0, next = 0; i < things.size(); i++) {
              if (warm.get(things.get(i))) {
                System.arraycopy(
                    said.array(),
                    said.offset(next++),
                    drawn.array(),
                    drawn.offset(things.get(i)),
                    drawn.columns());
              }
            }
          }
        });
    return drawn;
  }

  /** A regression learns from richer things too; only those of just its pattern are drawn by it. */
  private void copyWarm(Matrix said, int[] rows, SortedSet<String> pattern, Matrix drawn) {
    for (int r = 0; r < rows.length; r++) {
      if (content.of(ids.get(rows[r])).equals(pattern)) {
        System.arraycopy(
            said.array(), said.offset(r), drawn.array(), drawn.offset(rows[r]), drawn.columns());
      }
    }
  }

  /** Projections for the patterns prepared. */
  private Fusion fusion(Matrix factors) {
    Map<SortedSet<String>, Map<String, Projection>> projections = new HashMap<>();
    regressions.forEach((pattern, regression) -> projections.put(pattern, regression.fit(factors)));
    return new Fusion(factors.columns(), projections);
  }

  /**
   * Projections for every pattern that a new thing may come with: all of them where the modalities
   * are few, else those that occur and each modality alone; by the heads that were asked for.
   */
  Fusion finalFusion(Matrix factors, Heads heads, long seed) {
    List<String> names = List.copyOf(content.modalities().keySet());
    if (names.size() <= ALL_PATTERNS_UP_TO) {
      for (int bits = 1; bits < 1 << names.size(); bits++) {
        SortedSet<String> pattern = new TreeSet<>();
        for (int m = 0; m < names.size(); m++) {
          if ((bits >> m & 1) == 1) {
            pattern.add(names.get(m));
          }
        }
        prepare(pattern);
      }
    } else {
      names.forEach(name -> prepare(new TreeSet<>(List.of(name))));
    }
    Map<SortedSet<String>, Map<String, Projection>> projections = new HashMap<>();
    regressions.forEach(
        (pattern, ridge) -> projections.put(pattern, heads.regression(ridge, seed).fit(factors)));
    return new Fusion(factors.columns(), projections);
  }

  /** What falls back on smaller patterns has these prepared, so that it stands where they say. */
  private void prepare(SortedSet<String> pattern) {
    if (pattern.isEmpty() || !tried.add(pattern)) {
      return;
    }
    List<Integer> rows = new ArrayList<>();
    for (int i = 0; i < ids.size(); i++) {
      if (warm.get(i) && content.of(ids.get(i)).containsAll(pattern)) {
        rows.add(i);
      }
    }
    if (rows.size() >= FEWEST_ROWS) {
      int[] numbers = rows.stream().mapToInt(Integer::intValue).toArray();
      regressions.put(pattern, new RidgeRegression(content, pattern, ids, numbers, ridge));
    } else {
      pattern.forEach(modality -> prepare(without(modality, pattern)));
    }
  }

  private static SortedSet<String> without(String modality, SortedSet<String> pattern) {
    SortedSet<String> smaller = new TreeSet<>(pattern);
    smaller.remove(modality);
    return smaller;
  }
}
