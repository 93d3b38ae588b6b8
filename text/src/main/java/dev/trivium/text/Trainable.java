package dev.trivium.text;

import dev.trivium.core.tensor.Tensor;
import dev.trivium.core.tensor.TensorRuntime;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** What {@link FineTuning} starts from: a model at rest, which is opened, trained and written. */
interface Trainable {
  /** Tells it from other models. */
  String name();

  /** What it wants in front of each text. */
  String prompt();

  /** Its tokens, of a text at most so many; the caller closes it. */
  TokenEncoder tokens(int most);

  /** Its network, on the runtime's device; the caller closes it. */
  TokenNetwork network(TensorRuntime runtime);

  /** Tokens that go through the network at once when it is judged. */
  int batchTokens();

  /** Writes the model into a folder, with these weights, which are the network's. */
  void write(Path folder, Map<String, Tensor> weights) throws IOException;

  /** The network's weights in a folder that was so written. */
  Map<String, Tensor> weights(Path folder);
}
