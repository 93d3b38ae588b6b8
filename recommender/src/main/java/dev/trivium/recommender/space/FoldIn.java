package dev.trivium.recommender.space;

import dev.trivium.core.data.Interaction;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Places a user never seen in a space fitted to interactions, where ALS would place one, given the
 * items: one exact solve.
 */
public final class FoldIn {
  private final SharedSpace space;
  private final FactorSolver solver;

  /** Prepares the solve: O(items · f²). The space must have been fitted to interactions. */
  public FoldIn(SharedSpace space) {
    Map<String, String> configuration = space.provenance().configuration();
    if (!configuration.keySet().containsAll(FactorSettings.DEFAULT.asMap().keySet())) {
      throw new IllegalArgumentException(
          "the space "
              + space.provenance().space()
              + " was not fitted to interactions and has no place for users; fit one with"
              + " InteractionObjective");
    }
    this.space = space;
    this.solver = new FactorSolver(space.items().matrix(), FactorSettings.of(configuration));
  }

  /**
   * The vector {@code [f]} of a user with this history; items that the space does not know are
   * passed over, repeats add up.
   */
  public float[] user(List<Interaction> history) {
    SortedMap<Integer, Float> weights = new TreeMap<>();
    for (Interaction e : history) {
      int row = space.items().row(e.item());
      if (row >= 0) {
        weights.merge(row, e.weight(), Float::sum);
      }
    }
    int[] columns = weights.keySet().stream().mapToInt(Integer::intValue).toArray();
    float[] c = new float[columns.length];
    for (int i = 0; i < c.length; i++) {
      c[i] = weights.getOrDefault(columns[i], 0f);
    }
    return solver.solve(columns, c, null);
  }
}
