package dev.trivium.text;

/**
 * The shape of a BERT network, in the words of Hugging Face's {@code config.json}.
 *
 * @param vocabulary token ids it knows
 * @param positions tokens it can read at once
 * @param types segments it can tell apart
 * @param hidden numbers in a token's vector
 * @param intermediate width of the feed-forward layers
 * @param layers layers, one after another
 * @param heads attention heads of {@code hidden / heads} numbers each
 * @param epsilon what keeps LayerNorm from dividing by zero
 */
record BertShape(
    int vocabulary,
    int positions,
    int types,
    int hidden,
    int intermediate,
    int layers,
    int heads,
    float epsilon) {
  BertShape {
    if (heads < 1 || hidden < 1 || hidden % heads != 0) {
      throw new IllegalArgumentException(
          "hidden is " + hidden + " and heads " + heads + "; choose heads that divide hidden");
    }
  }
}
