package dev.trivium.text;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.norm.Dropout;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import org.jspecify.annotations.Nullable;

/**
 * Multi-head attention of a sequence to itself: {@code softmax(QKᵀ/√d + mask) V} in each head,
 * heads side by side, then a linear layer (Vaswani et al., <i>Attention Is All You Need</i>, 2017,
 * section 3.2). Queries, keys and values come from one product. Reads {@code [batch × tokens ×
 * hidden]} and, where there is padding, an additive mask {@code [batch × 1 × 1 × tokens]}; cost is
 * {@code batch·tokens·hidden·(4·hidden + 2·tokens)} multiplications.
 */
final class SelfAttention extends GivenBlock {
  private final int heads;
  private final float dropout;
  private final Dense queryKeyValue;
  private final Dense output;

  SelfAttention(int heads, float dropout, Dense queryKeyValue, Dense output) {
    this.heads = heads;
    this.dropout = dropout;
    this.queryKeyValue = addChildBlock("queryKeyValue", queryKeyValue);
    this.output = addChildBlock("output", output);
  }

  @Override
  protected NDList forwardInternal(
      ParameterStore store,
      NDList inputs,
      boolean training,
      @Nullable PairList<String, Object> params) {
    NDArray x = inputs.head();
    Shape shape = x.getShape();
    long batch = shape.get(0);
    long tokens = shape.get(1);
    long size = shape.get(2) / heads;
    NDArray all =
        queryKeyValue
            .forward(store, new NDList(x), training)
            .singletonOrThrow()
            .reshape(batch, tokens, 3, heads, size)
            .transpose(2, 0, 3, 1, 4); // [3 × batch × heads × tokens × size]
    NDArray scores =
        all.get(0).mul(1 / Math.sqrt((double) size)).matMul(all.get(1).transpose(0, 1, 3, 2));
    if (inputs.size() > 1) {
      scores = scores.addi(inputs.get(1));
    }
    NDArray attention = scores.softmax(-1);
    if (training) {
      attention = Dropout.dropout(attention, dropout, true).singletonOrThrow();
    }
    NDArray mixed = attention.matMul(all.get(2)).transpose(0, 2, 1, 3).reshape(shape);
    return output.forward(store, new NDList(mixed), training);
  }

  @Override
  public Shape[] getOutputShapes(Shape[] inputs) {
    return new Shape[] {inputs[0]};
  }
}
