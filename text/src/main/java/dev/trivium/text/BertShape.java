package dev.trivium.text;

import java.util.Locale;

/**
 * The shape of a network of the BERT family, in the words of Hugging Face's {@code config.json}.
 *
 * @param vocabulary token ids it knows
 * @param positions rows of its table of positions
 * @param firstPosition row of the first token's position: 0 in BERT; in RoBERTa, whose table counts
 *     from the padding token's id, that plus 1
 * @param types segments it can tell apart
 * @param hidden numbers in a token's vector
 * @param intermediate width of the feed-forward layers
 * @param layers layers, one after another
 * @param heads attention heads of {@code hidden / heads} numbers each
 * @param epsilon what keeps LayerNorm from dividing by zero
 * @param activation what stands between the two feed-forward layers
 * @param dropout share of the numbers between layers that training leaves out
 * @param attentionDropout share of the attention weights that training leaves out
 */
record BertShape(
    int vocabulary,
    int positions,
    int firstPosition,
    int types,
    int hidden,
    int intermediate,
    int layers,
    int heads,
    float epsilon,
    Activation activation,
    float dropout,
    float attentionDropout) {

  /** The functions that networks of this family have. */
  enum Activation {
    /** With the error function. */
    GELU,
    /** By its approximation with tanh. */
    GELU_TANH,
    RELU;

    /** By Hugging Face's name for it; an unknown one is an IllegalArgumentException. */
    static Activation named(String name) {
      return switch (name.toLowerCase(Locale.ROOT)) {
        case "gelu", "gelu_python" -> GELU;
        case "gelu_new", "gelu_fast", "gelu_pytorch_tanh" -> GELU_TANH;
        case "relu" -> RELU;
        default ->
            throw new IllegalArgumentException(
                "hidden_act is '%s'; known are gelu, gelu_new, gelu_pytorch_tanh and relu"
                    .formatted(name));
      };
    }

    /** The first of Hugging Face's names for it. */
    String hubName() {
      return switch (this) {
        case GELU -> "gelu";
        case GELU_TANH -> "gelu_new";
        case RELU -> "relu";
      };
    }
  }

  BertShape {
    if (heads < 1 || hidden < 1 || hidden % heads != 0) {
      throw new IllegalArgumentException(
          "hidden is " + hidden + " and heads " + heads + "; choose heads that divide hidden");
    }
  }

  /** A BERT with what its authors chose: two segments, exact GELU, a tenth dropped out. */
  static BertShape bert(int vocabulary, int hidden, int intermediate, int layers, int heads) {
    return new BertShape(
        vocabulary,
        512,
        0,
        2,
        hidden,
        intermediate,
        layers,
        heads,
        1e-12f,
        Activation.GELU,
        0.1f,
        0.1f);
  }

  /** Tokens it can read at once. */
  int mostTokens() {
    return positions - firstPosition;
  }
}
