package dev.trivium.recommender.baseline;

import dev.trivium.core.data.Interaction;
import dev.trivium.core.data.Interactions;
import dev.trivium.core.embedding.Provenance;
import dev.trivium.core.math.FastRandom;
import dev.trivium.core.math.Matrix;
import dev.trivium.core.math.Vectors;
import dev.trivium.core.tensor.Weights;
import dev.trivium.recommender.VectorRecommender;
import dev.trivium.recommender.space.Adam;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * LightGCN (He et al., <i>LightGCN: simplifying and powering graph convolution network for
 * recommendation</i>, SIGIR 2020): a vector for each user and item, propagated over their graph and
 * averaged over the layers, fitted by the loss of {@linkplain BprMf Bayesian personalised ranking}
 * with Adam. The gradient is analytic, and carried back by the same propagation. A new user stands
 * where propagation alone puts one: at what comes from the items of the history.
 *
 * <p>Weights of interactions play no part. Same bytes at any number of threads. Time a step
 * O(layers · interactions · dimension), memory 7 matrices of users and items.
 */
public record LightGcn(LightGcnSettings settings, long seed)
    implements Baseline<VectorRecommender> {
  /** What items hand on to users: the sum of their layers but the last. */
  private static final String INNER = "inner";

  @Override
  public String name() {
    return "LightGCN";
  }

  @Override
  public Weights learn(Interactions interactions) {
    Propagation propagation = new Propagation(interactions, settings.layers());
    Matrix x = fit(interactions, propagation);
    Matrix e = propagation.mean(x);
    int users = interactions.userCount();
    Matrix inner = propagation.sum(x, settings.layers() - 1).rows(users, e.rows());
    return Learnt.of(
        this,
        Map.of(
            Learnt.USERS, e.rows(0, users), Learnt.ITEMS, e.rows(users, e.rows()), INNER, inner));
  }

  @Override
  public VectorRecommender restore(Interactions interactions, Weights learnt) {
    int f = settings.dimension();
    Matrix inner = Learnt.matrix(learnt, INNER, interactions.itemCount(), f);
    int[] degrees = interactions.itemDegrees();
    return Learnt.recommender(
        interactions,
        learnt,
        f,
        Provenance.trained("LightGCN", settings.asMap(), seed, interactions.fingerprint()),
        history -> user(interactions, degrees, inner, history));
  }

  /** Normal noise of standard deviation 0.1; zeros for nodes without interactions. */
  private Matrix start(Interactions train) {
    int users = train.userCount();
    int[] degrees = train.itemDegrees();
    FastRandom random = new FastRandom(seed);
    Matrix x = Matrix.zeros(users + degrees.length, settings.dimension());
    for (int r = 0; r < x.rows(); r++) {
      int degree = r < users ? train.degree(r) : degrees[r - users];
      for (int c = 0; c < x.columns() && degree > 0; c++) {
        x.array()[x.offset(r) + c] = (float) (0.1 * random.nextGaussian());
      }
    }
    return x;
  }

  /** The vectors before propagation, users, then items. */
  Matrix fit(Interactions train, Propagation propagation) {
    Matrix x = start(train);
    NegativeItems negatives = new NegativeItems(train, settings.negativeExponent());
    Adam adam = new Adam(x.array(), settings.learningRate(), 0);
    int[] order = IntStream.range(0, train.size()).toArray();
    int[] userOf = train.entryUsers();
    PairwiseBatch batch = new PairwiseBatch(settings.batch());
    for (int epoch = 0; epoch < settings.epochs(); epoch++) {
      FastRandom random = FastRandom.of(seed, epoch, 0, 1);
      random.shuffle(order);
      for (int k = 0; k < order.length; k++) {
        int u = userOf[order[k]];
        int j = negatives.draw(i -> train.contains(u, i), random);
        if (j >= 0) {
          int users = train.userCount();
          batch.add(u, users + train.itemAt(order[k]), users + j);
        }
        boolean last = k == order.length - 1 && batch.size() > 0;
        if (last || batch.size() == settings.batch()) {
          adam.step(gradient(batch, propagation, x).array());
          batch.clear();
        }
      }
    }
    return x;
  }

  /** Of the loss by the vectors before propagation. */
  Matrix gradient(PairwiseBatch batch, Propagation propagation, Matrix x) {
    Matrix gradient = propagation.mean(batch.gradient(propagation.mean(x)));
    batch.addDecay(settings.regularization(), x, gradient);
    return gradient;
  }

  /** The mean over the layers of a user whose own vector is zero, and whom the items do not see. */
  private float[] user(Interactions train, int[] degrees, Matrix inner, List<Interaction> history) {
    float[] user = new float[inner.columns()];
    for (Interaction e : history) {
      int item = train.item(e.item());
      double by = Math.sqrt((double) history.size() * Math.max(1, degrees[item]));
      float share = (float) (1 / by / (settings.layers() + 1));
      Vectors.axpy(share, inner.array(), inner.offset(item), user, 0, user.length);
    }
    return user;
  }
}
