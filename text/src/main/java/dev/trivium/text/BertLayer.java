package dev.trivium.text;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.norm.Dropout;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import org.jspecify.annotations.Nullable;

/**
 * One layer of BERT: self-attention, then two linear layers with a GELU or ReLU between them, each
 * added to its input and normalised after.
 */
final class BertLayer extends GivenBlock {
  private static final double TANH_SCALE = Math.sqrt(2 / Math.PI);

  private final BertShape shape;
  private final SelfAttention attention;
  private final Norm attentionNorm;
  private final Dense wide;
  private final Dense narrow;
  private final Norm norm;

  /** Layer {@code index} under the names that Hugging Face gives its weights. */
  BertLayer(BertWeights weights, BertShape shape, int index) {
    String name = "encoder.layer." + index + ".";
    int hidden = shape.hidden();
    this.shape = shape;
    attention =
        addChildBlock(
            "attention",
            new SelfAttention(
                shape.heads(),
                shape.attentionDropout(),
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
    NDArray attended = dropped(attention.forward(store, inputs, training), training);
    NDList x = attentionNorm.forward(store, new NDList(attended.add(inputs.head())), training);
    NDArray activated = activated(wide.forward(store, x, training).singletonOrThrow());
    NDArray fed = dropped(narrow.forward(store, new NDList(activated), training), training);
    return norm.forward(store, new NDList(fed.add(x.singletonOrThrow())), training);
  }

  private NDArray activated(NDArray x) {
    return switch (shape.activation()) {
      case GELU -> Activation.gelu(x);
      case GELU_TANH -> geluByTanh(x);
      case RELU -> Activation.relu(x);
    };
  }

  /** {@code ½x(1 + tanh(√(2/π)(x + 0.044715x³)))}: Hendrycks and Gimpel, 2016. */
  private static NDArray geluByTanh(NDArray x) {
    NDArray cubic = x.square().mul(0.044715).add(1).mul(x);
    return cubic.mul(TANH_SCALE).tanh().add(1).mul(x).mul(0.5);
  }

  private NDArray dropped(NDList x, boolean training) {
    NDArray only = x.singletonOrThrow();
    return training ? Dropout.dropout(only, shape.dropout(), true).singletonOrThrow() : only;
  }

  @Override
  public Shape[] getOutputShapes(Shape[] inputs) {
    return new Shape[] {inputs[0]};
  }
}
