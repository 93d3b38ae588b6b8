package dev.trivium.core.tensor;

import dev.trivium.core.TriviumException;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * The tensors of one weight file by name, in the file's order, with the name of the file for
 * messages.
 */
public final class Weights {
  private final String source;
  private final Map<String, Tensor> tensors;

  /** Tensors read from {@code source}, a path or the like. */
  public Weights(String source, Map<String, Tensor> tensors) {
    this.source = source;
    this.tensors = Collections.unmodifiableMap(new LinkedHashMap<>(tensors));
  }

  public String source() {
    return source;
  }

  public Set<String> names() {
    return tensors.keySet();
  }

  /** All tensors by name. */
  public Map<String, Tensor> tensors() {
    return tensors;
  }

  public boolean contains(String name) {
    return tensors.containsKey(name);
  }

  /** The tensor of that name and shape; an error says what the file has instead. */
  public Tensor get(String name, int... shape) {
    Tensor tensor = tensors.get(name);
    if (tensor == null) {
      throw new TriviumException(
          source
              + " has no weight '"
              + name
              + "' among its "
              + tensors.size()
              + "; is it the file of another network?");
    }
    if (shape.length > 0 && !Arrays.equals(shape, tensor.shape())) {
      throw new TriviumException(
          source
              + ": weight '"
              + name
              + "' has shape "
              + Arrays.toString(tensor.shape())
              + ", expected "
              + Arrays.toString(shape)
              + "; is it the file of another network?");
    }
    return tensor;
  }
}
