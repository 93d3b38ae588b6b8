package dev.trivium.text;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.ndarray.types.SparseFormat;
import ai.djl.nn.Parameter;
import ai.djl.nn.norm.Dropout;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import org.jspecify.annotations.Nullable;

/**
 * Token ids {@code [batch × tokens]} to vectors {@code [batch × tokens × hidden]}: the token's, its
 * position's and the first segment's added, then normalised.
 */
final class BertEmbeddings extends GivenBlock {
  private final int hidden;
  private final int firstPosition;
  private final float dropout;
  private final Parameter tokens;
  private final Parameter positions;
  private final Parameter types;
  private final Norm norm;

  BertEmbeddings(BertWeights weights, BertShape shape) {
    hidden = shape.hidden();
    firstPosition = shape.firstPosition();
    dropout = shape.dropout();
    tokens = table(weights, "word_embeddings", shape.vocabulary());
    positions = table(weights, "position_embeddings", shape.positions());
    types = table(weights, "token_type_embeddings", shape.types());
    norm = addChildBlock("norm", weights.norm("embeddings.LayerNorm", hidden, shape.epsilon()));
  }

  private Parameter table(BertWeights weights, String name, int rows) {
    Parameter table =
        weights.parameter("embeddings." + name + ".weight", Parameter.Type.WEIGHT, rows, hidden);
    parameters.put(name, table);
    return table;
  }

  @Override
  protected NDList forwardInternal(
      ParameterStore store,
      NDList inputs,
      boolean training,
      @Nullable PairList<String, Object> params) {
    NDArray ids = inputs.head();
    NDManager manager = ids.getManager();
    NDArray first = manager.zeros(new Shape(1), DataType.INT32);
    NDArray sum = rows(ids, store.getValue(tokens, ids.getDevice(), training));
    NDArray place = rows(places(ids), store.getValue(positions, ids.getDevice(), training));
    NDArray type = rows(first, store.getValue(types, ids.getDevice(), training));
    NDList normed = norm.forward(store, new NDList(sum.add(place.add(type))), training);
    return training ? Dropout.dropout(normed.singletonOrThrow(), dropout, true) : normed;
  }

  /**
   * The rows of the position table: {@code [tokens]}, or where they are counted from the padding
   * token's id {@code [batch × tokens]}, for a padding token written out in a text has no place.
   */
  private NDArray places(NDArray ids) {
    if (firstPosition == 0) {
      return ids.getManager().arange(Math.toIntExact(ids.getShape().get(1)));
    }
    NDArray counted = ids.neq(firstPosition - 1).toType(DataType.INT32, false);
    return counted.cumSum(1).mul(counted).add(firstPosition - 1);
  }

  /** Looked up from the ids' side, so that the result belongs to the batch and not to the table. */
  private static NDArray rows(NDArray ids, NDArray table) {
    return ids.getNDArrayInternal().embedding(ids, table, SparseFormat.DENSE).singletonOrThrow();
  }

  @Override
  public Shape[] getOutputShapes(Shape[] inputs) {
    return new Shape[] {inputs[0].add(hidden)};
  }
}
