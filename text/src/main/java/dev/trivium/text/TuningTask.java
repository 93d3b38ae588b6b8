package dev.trivium.text;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import dev.trivium.core.tensor.Tensor;
import java.util.List;
import java.util.Map;

/** What a network is fine-tuned to do: a loss on its examples, and a score on others. */
interface TuningTask {
  /** How many examples there are. */
  int size();

  /** Tokens of an example: those of like length go together. */
  int length(int example);

  /** The mean loss of some examples, a scalar. */
  NDArray loss(TokenNetwork network, NDManager passing, int[] examples);

  /** How good the network is on the development set, more is better; NaN where there is none. */
  double score(TokenNetwork network);

  /** Parameters of its own, which are trained with the network's. */
  List<NDArray> parameters();

  /** Its own parameters by name, to be kept. */
  Map<String, Tensor> tensors();
}
