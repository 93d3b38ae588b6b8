package dev.trivium.recommender;

import dev.trivium.core.data.Interaction;
import dev.trivium.core.math.Matrix;
import dev.trivium.recommender.space.Fusion;
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
 * @param rows those of the items on the shelf, rising
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Evidence(List<String> names, Matrix things, float[] weights, int[] rows) {
  /** Of the items that the shelf knows, by row; repeats add up. */
  static Evidence of(List<Interaction> history, Shelf shelf) {
    SortedMap<Integer, Float> weights = new TreeMap<>();
    for (Interaction e : history) {
      int row = shelf.row(e.item());
      if (row >= 0) {
        weights.merge(row, e.weight(), Float::sum);
      }
    }
    List<String> names = new ArrayList<>();
    float[][] vectors = new float[weights.size()][];
    float[] c = new float[weights.size()];
    int[] rows = new int[weights.size()];
    weights.forEach(
        (row, weight) -> {
          int i = names.size();
          names.add(shelf.id(row));
          vectors[i] = shelf.vector(row);
          c[i] = weight;
          rows[i] = row;
        });
    Matrix things = rows.length == 0 ? Matrix.zeros(0, shelf.dimension()) : Matrix.ofRows(vectors);
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
