package dev.trivium.text;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The BERT encoder (Devlin et al., <i>BERT</i>, 2019): token ids {@code [batch × tokens]}, int32,
 * and where there is padding an additive mask {@code [batch × 1 × 1 × tokens]}, to the last layer's
 * vectors {@code [batch × tokens × hidden]}. Cost is that of {@code layers} times {@link
 * SelfAttention} and {@code 2·batch·tokens·hidden·intermediate}. RoBERTa (Liu et al., 2019) is the
 * same network with positions counted otherwise.
 *
 * <p>Its parameters live as long as the manager they were made with.
 */
final class BertEncoder extends GivenBlock {
  private final BertEmbeddings embeddings;
  private final List<BertLayer> layers = new ArrayList<>();

  BertEncoder(BertWeights pieces, BertShape shape) {
    embeddings = addChildBlock("embeddings", new BertEmbeddings(pieces, shape));
    for (int i = 0; i < shape.layers(); i++) {
      layers.add(addChildBlock("layer" + i, new BertLayer(pieces, shape, i)));
    }
  }

  @Override
  protected NDList forwardInternal(
      ParameterStore store,
      NDList inputs,
      boolean training,
      @Nullable PairList<String, Object> params) {
    NDManager manager = inputs.head().getManager();
    NDArray x = embeddings.forward(store, new NDList(inputs.head()), training).singletonOrThrow();
    for (BertLayer layer : layers) {
      try (NDManager passing = manager.newSubManager()) { // what a layer made goes when it is done
        x.attach(passing);
        NDList in = inputs.size() > 1 ? new NDList(x, inputs.get(1)) : new NDList(x);
        x = layer.forward(store, in, training).singletonOrThrow();
        x.attach(manager);
      }
    }
    return new NDList(x);
  }

  @Override
  public Shape[] getOutputShapes(Shape[] inputs) {
    return embeddings.getOutputShapes(inputs);
  }
}
