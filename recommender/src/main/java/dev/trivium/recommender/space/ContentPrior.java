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
    content.patterns(ids).keySet().forEach(this::prepare);
  }

  /** Where content draws the factors: {@code [ids × f]}. */
  Matrix predict(Matrix factors) {
    return fusion(factors).fuse(content, ids);
  }

  /** Projections for the patterns prepared. */
  Fusion fusion(Matrix factors) {
    Map<SortedSet<String>, Map<String, Projection>> projections = new HashMap<>();
    regressions.forEach((pattern, regression) -> projections.put(pattern, regression.fit(factors)));
    return new Fusion(factors.columns(), projections);
  }

  /**
   * Projections for every pattern that a new thing may come with: all of them where the modalities
   * are few, else those that occur and each modality alone.
   */
  Fusion finalFusion(Matrix factors) {
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
    return fusion(factors);
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
