package dev.trivium.recommender.space;

import dev.trivium.core.data.Interaction;
import dev.trivium.core.data.Interactions;
import dev.trivium.core.math.Matrix;
import java.util.Arrays;
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
  private final FactorSettings settings;
  private final FactorSolver solver;

  /**
   * Prepares the solve: O(items · f²).
   *
   * @param space fitted to interactions
   * @param train the interactions; items that nobody took up there took no part in the fit, and do
   *     not count as passed over
   */
  public FoldIn(SharedSpace space, Interactions train) {
    Map<String, String> configuration = space.provenance().configuration();
    if (!"interactions".equals(configuration.get("objective"))) {
      throw new IllegalArgumentException(
          "the space "
              + space.provenance().space()
              + " was not fitted to interactions and has no place for users; fit one with"
              + " InteractionObjective");
    }
    this.space = space;
    Matrix items = space.items().matrix();
    Matrix warm = Matrix.of(items.rows(), items.columns(), items.array().clone());
    int[] degrees = train.itemDegrees();
    for (int i = 0; i < degrees.length; i++) {
      int row = degrees[i] > 0 ? -1 : space.items().row(train.items().get(i));
      if (row >= 0) {
        Arrays.fill(warm.array(), warm.offset(row), warm.offset(row) + warm.columns(), 0);
      }
    }
    this.settings = FactorSettings.of(configuration);
    this.solver = new FactorSolver(items, warm, settings);
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
    int[] columns = weights.keySet().stream().mapToInt(Integer::intValue).toArray();
    float[] c = new float[columns.length];
    for (int i = 0; i < c.length; i++) {
      c[i] = weights.getOrDefault(columns[i], 0f);
    }
    return solver.solve(columns, c, space.userFusion().fuse(vectors));
  }
}
