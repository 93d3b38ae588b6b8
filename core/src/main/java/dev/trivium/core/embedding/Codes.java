package dev.trivium.core.embedding;

import dev.trivium.core.tensor.Tensor;
import java.util.Map;

/** The rows of a table in few bytes. */
interface Codes {
  /** How the manifest calls it. */
  String kind();

  int dimension();

  /** A byte or some for each row, row after row. */
  byte[] bytes();

  /** What else is needed to read them. */
  Map<String, Tensor> tensors();

  /** Writes the numbers of a row to {@code into[at ..)}. */
  void decode(int row, float[] into, int at);

  /** The inner products of a query {@code [d]} with all rows. */
  float[] dots(float[] query);
}
