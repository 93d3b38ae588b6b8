package dev.trivium.recommender.baseline;

import dev.trivium.core.data.Interaction;
import dev.trivium.core.data.Interactions;
import dev.trivium.core.embedding.Provenance;
import dev.trivium.core.math.FastRandom;
import dev.trivium.core.math.Matrix;
import dev.trivium.core.tensor.Weights;
import dev.trivium.recommender.VectorRecommender;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * Matrix factorization by Bayesian personalised ranking (Rendle et al., <i>BPR: Bayesian
 * personalized ranking from implicit feedback</i>, UAI 2009): stochastic gradient descent on {@code
 * −log σ(x_ui − x_uj) + λ/2·(‖p_u‖² + ‖q_i‖² + ‖q_j‖²)}, {@code x_ui = p_u·q_i + b_i}, over each
 * interaction (u, i) in an order shuffled in every epoch, j drawn from what u did not take up. A
 * new user takes the same steps over the history, while the items stand still.
 *
 * <p>Weights of interactions play no part. One thread, so that a seed repeats; time O(epochs ·
 * interactions · dimension).
 */
public record BprMf(BprSettings settings, long seed) implements Baseline<VectorRecommender> {
  @Override
  public String name() {
    return "BPR-MF";
  }

  @Override
  public Weights learn(Interactions interactions) {
    NegativeItems negatives = new NegativeItems(interactions, settings.negativeExponent());
    FastRandom random = new FastRandom(seed);
    Matrix users = start(interactions, random);
    Matrix items = start(interactions.transposed(), random);
    for (int u = 0; u < users.rows(); u++) {
      users.array()[users.offset(u) + settings.dimension()] = 1;
    }
    learn(interactions, users, new BprSteps(settings, negatives, items));
    return Learnt.of(this, Map.of(Learnt.USERS, users, Learnt.ITEMS, items));
  }

  @Override
  public VectorRecommender restore(Interactions interactions, Weights learnt) {
    int f = settings.dimension() + 1;
    NegativeItems negatives = new NegativeItems(interactions, settings.negativeExponent());
    Matrix items = Learnt.matrix(learnt, Learnt.ITEMS, interactions.itemCount(), f);
    return Learnt.recommender(
        interactions,
        learnt,
        f,
        Provenance.trained("BPR-MF", settings.asMap(), seed, interactions.fingerprint()),
        history -> user(interactions, history, new BprSteps(settings, negatives, items)));
  }

  /**
   * Normal noise of standard deviation 0.1/√f, and no bias; zeros for rows without interactions.
   */
  private Matrix start(Interactions side, FastRandom random) {
    int f = settings.dimension();
    Matrix m = Matrix.zeros(side.userCount(), f + 1);
    for (int r = 0; r < m.rows(); r++) {
      for (int c = 0; c < f && side.degree(r) > 0; c++) {
        m.array()[m.offset(r) + c] = (float) (0.1 / Math.sqrt(f) * random.nextGaussian());
      }
    }
    return m;
  }

  private void learn(Interactions train, Matrix users, BprSteps steps) {
    int[] order = IntStream.range(0, train.size()).toArray();
    int[] userOf = train.entryUsers();
    for (int epoch = 0; epoch < settings.epochs(); epoch++) {
      FastRandom random = FastRandom.of(seed, epoch, 0, 1);
      random.shuffle(order);
      for (int e : order) {
        int u = userOf[e];
        IntPredicate taken = i -> train.contains(u, i);
        steps.step(users.array(), users.offset(u), train.itemAt(e), taken, random);
      }
    }
  }

  private float[] user(Interactions train, List<Interaction> history, BprSteps steps) {
    int[] items = history.stream().mapToInt(e -> train.item(e.item())).toArray();
    IntPredicate taken = i -> Arrays.binarySearch(items, i) >= 0;
    float[] user = new float[settings.dimension() + 1];
    user[settings.dimension()] = 1;
    for (int epoch = 0; epoch < settings.epochs(); epoch++) {
      FastRandom random = FastRandom.of(seed, epoch, 0, 2);
      int[] order = items.clone();
      random.shuffle(order);
      for (int item : order) {
        steps.userStep(user, 0, item, taken, random);
      }
    }
    return user;
  }
}
