package dev.trivium.core.embedding;

import dev.trivium.core.TriviumException;
import dev.trivium.core.io.Fingerprint;
import dev.trivium.core.math.Matrix;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * An immutable table of vectors: n ids, one row-major matrix {@code [n × d]}, and where it came
 * from. Every maker of vectors returns one, and any can be saved ({@link TableFolder}, {@link
 * Word2VecText}), indexed, projected and compared.
 */
public final class EmbeddingTable {
  private final List<String> ids;
  private final Map<String, Integer> rows;
  private final Matrix matrix;
  private final Provenance provenance;

  private EmbeddingTable(
      List<String> ids, Map<String, Integer> rows, Matrix matrix, Provenance provenance) {
    this.ids = ids;
    this.rows = rows;
    this.matrix = matrix;
    this.provenance = provenance;
  }

  /**
   * A table of one row for each id; ids must differ, and numbers be finite. The matrix is shared,
   * not copied.
   */
  public static EmbeddingTable of(List<String> ids, Matrix matrix, Provenance provenance) {
    if (ids.size() != matrix.rows()) {
      throw new IllegalArgumentException(
          ids.size() + " ids for " + matrix.rows() + " rows; give one for each");
    }
    Map<String, Integer> rows = new HashMap<>(ids.size() * 2);
    for (int r = 0; r < ids.size(); r++) {
      Integer before = rows.put(ids.get(r), r);
      if (before != null) {
        throw new TriviumException(
            "id '"
                + ids.get(r)
                + "' stands twice, in rows "
                + before
                + " and "
                + r
                + "; ids must differ, rename or drop one");
      }
    }
    requireFinite(ids, matrix);
    return new EmbeddingTable(List.copyOf(ids), rows, matrix, provenance);
  }

  private static void requireFinite(List<String> ids, Matrix matrix) {
    float[] array = matrix.array();
    for (int i = 0; i < array.length; i++) {
      if (!Float.isFinite(array[i])) {
        throw new TriviumException(
            "the vector of '"
                + ids.get(i / matrix.columns())
                + "' holds "
                + array[i]
                + " at position "
                + i % matrix.columns()
                + "; expected finite numbers, look at what made it");
      }
    }
  }

  public int size() {
    return ids.size();
  }

  public int dimension() {
    return matrix.columns();
  }

  /** The ids, in the order of the rows. */
  public List<String> ids() {
    return ids;
  }

  public boolean contains(String id) {
    return rows.containsKey(id);
  }

  /** The row of an id, or −1. */
  public int row(String id) {
    return rows.getOrDefault(id, -1);
  }

  /** A copy of the vector of an id, which must be in the table. */
  public float[] vector(String id) {
    int row = row(id);
    if (row < 0) {
      throw new TriviumException(
          "no vector for '" + id + "' among the " + size() + " of " + provenance.space());
    }
    return matrix.row(row);
  }

  /** The rows, shared: read only. */
  public Matrix matrix() {
    return matrix;
  }

  public Provenance provenance() {
    return provenance;
  }

  /** The name of the space these vectors live in. */
  public String space() {
    return provenance.space();
  }

  /** The rows of these ids, in their order; ids that are not here are left out. */
  public EmbeddingTable select(List<String> wanted) {
    List<String> present = new ArrayList<>();
    List<Integer> chosen = new ArrayList<>();
    for (String id : wanted) {
      int row = row(id);
      if (row >= 0) {
        present.add(id);
        chosen.add(row);
      }
    }
    return of(
        present, matrix.select(chosen.stream().mapToInt(Integer::intValue).toArray()), provenance);
  }

  /** The numbers {@code [from, to)} of every vector: a space of its own. */
  public EmbeddingTable columns(int from, int to) {
    Provenance part =
        new Provenance(
            space() + "[" + from + ":" + to + "]",
            provenance.maker(),
            provenance.configuration(),
            provenance.seed());
    return new EmbeddingTable(ids, rows, matrix.columns(from, to), part);
  }

  /** Refuses a table of another space: their numbers have nothing to do with each other. */
  public void requireSameSpace(EmbeddingTable other) {
    if (!space().equals(other.space())) {
      throw new IllegalArgumentException(
          "vectors of '"
              + space()
              + "' and of '"
              + other.space()
              + "' live in different spaces and cannot be compared");
    }
  }

  /** A name for the content: the space, the ids and the numbers. */
  public String fingerprint() {
    Fingerprint print = new Fingerprint().add(space());
    ids.forEach(print::add);
    return print.add(matrix.array()).hex();
  }

  @Override
  public String toString() {
    return "EmbeddingTable[" + size() + " × " + dimension() + ", " + space() + "]";
  }
}
