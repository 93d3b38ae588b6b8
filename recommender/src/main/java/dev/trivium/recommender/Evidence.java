package dev.trivium.recommender;

import dev.trivium.core.data.Interaction;
import dev.trivium.core.math.Matrix;
import dev.trivium.recommender.space.FactorSettings;
import dev.trivium.recommender.space.Fusion;
import dev.trivium.recommender.space.Recency;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What someone took up, as {@link dev.trivium.recommender.space.FoldIn} wants it.
 *
 * @param names what each is called
 * @param things their vectors {@code [n × f]}
 * @param weights how strongly {@code [n]}
 * @param rows those of the items on the shelf, rising; of those too that are too old to count
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Evidence(List<String> names, Matrix things, float[] weights, int[] rows) {
  /** Of the items that the shelf knows, by row; repeats add up, and what is recent counts more. */
  static Evidence of(List<Interaction> history, Shelf shelf, FactorSettings settings) {
    List<Interaction> known = history.stream().filter(e -> shelf.row(e.item()) >= 0).toList();
    SortedMap<Integer, Float> weights = new TreeMap<>();
    for (Interaction e : Recency.weigh(known, settings)) {
      weights.merge(shelf.row(e.item()), e.weight(), Float::sum);
    }
    List<String> names = new ArrayList<>();
    float[][] vectors = new float[weights.size()][];
    float[] c = new float[weights.size()];
    weights.forEach(
        (row, weight) -> {
          int i = names.size();
          names.add(shelf.id(row));
          vectors[i] = shelf.vector(row);
          c[i] = weight;
        });
    int[] rows = known.stream().mapToInt(e -> shelf.row(e.item())).sorted().distinct().toArray();
    Matrix things = c.length == 0 ? Matrix.zeros(0, shelf.dimension()) : Matrix.ofRows(vectors);
    return new Evidence(names, things, c, rows);
  }

  /** Of one thing that is not on the shelf. */
  static Evidence of(String name, Fusion fusion, Map<String, float[]> vectors) {
    return new Evidence(
        List.of(name), Matrix.ofRows(fusion.fuse(vectors)), new float[] {1}, new int[0]);
  }

  boolean isEmpty() {
    return names.isEmpty();
  }
}
