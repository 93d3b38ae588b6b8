package dev.trivium.text;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.Activation;
import ai.djl.nn.core.Linear;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import org.jspecify.annotations.Nullable;

/**
 * One layer of BERT: self-attention, then two linear layers with the exact (error function) GELU
 * between them, each added to its input and normalised after.
 */
final class BertLayer extends AbstractBlock {
  private final SelfAttention attention;
  private final Norm attentionNorm;
  private final Linear wide;
  private final Linear narrow;
  private final Norm norm;

  /** Layer {@code index} under the names that Hugging Face gives its weights. */
  BertLayer(BertWeights weights, BertShape shape, int index) {
    String name = "encoder.layer." + index + ".";
    int hidden = shape.hidden();
    attention =
        addChildBlock(
            "attention",
            new SelfAttention(
                shape.heads(),
                weights.stacked(
                    hidden,
                    hidden,
                    name + "attention.self.query",
                    name + "attention.self.key",
                    name + "attention.self.value"),
                weights.linear(name + "attention.output.dense", hidden, hidden)));
    attentionNorm =
        addChildBlock(
            "attentionNorm",
            weights.norm(name + "attention.output.LayerNorm", hidden, shape.epsilon()));
    wide =
        addChildBlock(
            "wide", weights.linear(name + "intermediate.dense", shape.intermediate(), hidden));
    narrow =
        addChildBlock(
            "narrow", weights.linear(name + "output.dense", hidden, shape.intermediate()));
    norm = addChildBlock("norm", weights.norm(name + "output.LayerNorm", hidden, shape.epsilon()));
  }

  @Override
  protected NDList forwardInternal(
      ParameterStore store,
      NDList inputs,
      boolean training,
      @Nullable PairList<String, Object> params) {
    NDArray attended = attention.forward(store, inputs, training).singletonOrThrow();
    NDList x = attentionNorm.forward(store, new NDList(attended.add(inputs.head())), training);
    NDArray activated = Activation.gelu(wide.forward(store, x, training).singletonOrThrow());
    NDArray fed = narrow.forward(store, new NDList(activated), training).singletonOrThrow();
    return norm.forward(store, new NDList(fed.add(x.singletonOrThrow())), training);
  }

  @Override
  public Shape[] getOutputShapes(Shape[] inputs) {
    return new Shape[] {inputs[0]};
  }
}
