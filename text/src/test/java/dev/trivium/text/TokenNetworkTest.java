package dev.trivium.text;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.trivium.core.tensor.Tensor;
import dev.trivium.core.tensor.TensorRuntime;
import dev.trivium.core.tensor.TensorSettings;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;

class TokenNetworkTest {
  /** Notes where its passes are done. */
  private static final class Noting extends TokenNetwork {
    private final Set<Thread> threads = ConcurrentHashMap.newKeySet();

    Noting() {
      super(new TensorRuntime(TensorSettings.DEFAULT.withThreads(2)), 3);
    }

    @Override
    void freeze(boolean frozen) {}

    @Override
    List<NDArray> parameters() {
      return List.of();
    }

    @Override
    Map<String, Tensor> tensors() {
      return Map.of();
    }

    @Override
    NDArray vectors(NDManager passing, TokenBatch batch, boolean training) {
      threads.add(Thread.currentThread());
      return passing.zeros(new Shape(batch.size(), 3));
    }
  }

  @Test
  void whatIsTrainedComputesInTheCallersThread() {
    int[][] tokens = new int[20][1];
    try (Noting network = new Noting()) {
      network.vectors(tokens, 1);
      assertThat(network.threads).doesNotContain(Thread.currentThread());
      network.threads.clear();
      network.training(true);
      network.training(false);
      network.vectors(tokens, 1);
      assertThat(network.threads).containsExactly(Thread.currentThread());
    }
  }
}
