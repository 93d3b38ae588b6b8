package dev.trivium.recommender;

import dev.trivium.core.data.Interactions;
import dev.trivium.core.math.FastRandom;
import dev.trivium.recommender.space.Content;
import dev.trivium.recommender.space.FactorSettings;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The settings of a shared space that a search may try; what spans powers of ten moves by its
 * logarithm.
 *
 * @param standard the default, settled by the data
 * @param widest the most numbers of a factor
 * @param modalities those that get a ridge
 * @param ordered whether it matters when things were taken up
 */
record SettingsSpace(FactorSettings standard, int widest, Set<String> modalities, boolean ordered) {
  private static final int[] DIMENSIONS = {16, 32, 64, 96, 128, 192, 256};

  /** Of factors no longer than there are users or items. */
  static SettingsSpace of(Interactions train, Content items, Content users, boolean ordered) {
    Set<String> modalities = new TreeSet<>(items.modalities().keySet());
    modalities.addAll(users.modalities().keySet());
    int widest = Math.max(1, Math.min(train.userCount(), train.itemCount()));
    return new SettingsSpace(FactorSettings.DEFAULT.settled(train), widest, modalities, ordered);
  }

  /** The default, and where order matters the default that minds it. */
  List<FactorSettings> first() {
    FactorSettings fitting = standard.withDimension(Math.min(widest, standard.dimension()));
    return ordered
        ? List.of(fitting, fitting.withRecency(FactorSettings.NEXT.recency()))
        : List.of(fitting);
  }

  /**
   * Every setting but the frequency's exponent moved, by a factor of about {@code e^width}; the
   * regularisation, which differs most from data to data, by twice that power.
   */
  FactorSettings around(FactorSettings base, double width, FastRandom random) {
    FactorSettings moved =
        base.withDimension(dimension(base.dimension(), width, random))
            .withRegularization(moved(base.regularization(), 2 * width, random))
            .withUnobservedWeight(moved(base.unobservedWeight(), width, random))
            .withWeightExponent(Math.min(1, moved(base.weightExponent(), width, random)))
            .withRecency(moved(base.recency(), width, random));
    for (String modality : modalities) {
      moved = moved.withRidge(modality, moved(base.ridge(modality), width, random));
    }
    return moved;
  }

  private static double moved(double value, double width, FastRandom random) {
    return value * Math.exp(width * random.nextGaussian());
  }

  /** The nearest of a few dimensions. */
  private int dimension(int base, double width, FastRandom random) {
    double wanted = moved(base, width, random);
    int nearest = DIMENSIONS[0];
    for (int d : DIMENSIONS) {
      nearest = Math.abs(d - wanted) < Math.abs(nearest - wanted) ? d : nearest;
    }
    return Math.min(widest, nearest);
  }
}
