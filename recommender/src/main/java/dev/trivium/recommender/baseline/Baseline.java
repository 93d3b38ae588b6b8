package dev.trivium.recommender.baseline;

import dev.trivium.core.data.Interactions;
import dev.trivium.core.tensor.Weights;
import dev.trivium.recommender.Recommender;
import dev.trivium.recommender.RecommenderTrainer;

/**
 * A trainer that learns a few tensors, from which and the interactions its recommender is made
 * again without training: {@link dev.trivium.core.tensor.Safetensors} keeps them as a file.
 *
 * <pre>{@code
 * Weights learnt = ease.learn(interactions);
 * Safetensors.write(out, learnt.tensors(), Map.of());
 * Recommender same = ease.restore(interactions, Safetensors.read(file));
 * }</pre>
 *
 * @param <R> what it makes
 */
public interface Baseline<R extends Recommender> extends RecommenderTrainer {
  /** Trains: all that is learnt, by name. */
  Weights learn(Interactions interactions);

  /**
   * The recommender of what this trainer learnt from these interactions. Costs no more than to look
   * at all of it once.
   *
   * @throws dev.trivium.core.TriviumException where a tensor is missing, or of another shape
   */
  R restore(Interactions interactions, Weights learnt);

  @Override
  default R train(Interactions interactions) {
    return restore(interactions, learn(interactions));
  }
}
