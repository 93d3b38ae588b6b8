package dev.trivium.recommender.baseline;

import dev.trivium.core.data.Interaction;
import dev.trivium.core.data.Interactions;
import dev.trivium.core.embedding.EmbeddingTable;
import dev.trivium.core.embedding.Provenance;
import dev.trivium.core.math.Matrix;
import dev.trivium.core.tensor.Tensor;
import dev.trivium.core.tensor.Weights;
import dev.trivium.recommender.VectorRecommender;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/** Matrices as the tensors of a {@link Baseline}, and back. */
final class Learnt {
  static final String USERS = "users";
  static final String ITEMS = "items";

  private Learnt() {}

  static Weights of(Baseline<?> by, Map<String, Matrix> matrices) {
    SortedMap<String, Tensor> tensors = new TreeMap<>();
    matrices.forEach(
        (name, m) -> tensors.put(name, new Tensor(new int[] {m.rows(), m.columns()}, m.array())));
    return new Weights("what " + by.name() + " learnt", tensors);
  }

  static Matrix matrix(Weights learnt, String name, int rows, int columns) {
    return Matrix.of(rows, columns, learnt.get(name, rows, columns).data());
  }

  /** Users {@code [users × f]} and items {@code [items × f]} as they were learnt. */
  static VectorRecommender recommender(
      Interactions train,
      Weights learnt,
      int f,
      Provenance provenance,
      Function<List<Interaction>, float[]> foldIn) {
    return VectorRecommender.of(
        EmbeddingTable.of(train.users(), matrix(learnt, USERS, train.userCount(), f), provenance),
        EmbeddingTable.of(train.items(), matrix(learnt, ITEMS, train.itemCount(), f), provenance),
        train,
        foldIn);
  }
}
