package dev.trivium.recommender.space;

import dev.trivium.core.math.Matrix;
import java.util.Map;

/** From the features of one pattern of modalities to targets, of which there may be many sets. */
interface Regression {
  /** The projections of the pattern's modalities for targets of all ids {@code [ids × f]}. */
  Map<String, Projection> fit(Matrix targets);

  /** What the projections of {@link #fit} say of the rows learnt from, {@code [rows × f]}. */
  Matrix fitted(Matrix targets);

  /** The numbers, among the ids, of the rows learnt from. */
  int[] rows();
}
