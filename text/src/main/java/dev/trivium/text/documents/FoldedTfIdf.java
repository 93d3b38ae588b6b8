package dev.trivium.text.documents;

import dev.trivium.core.embedding.Embedder;
import dev.trivium.core.io.Fingerprint;
import dev.trivium.core.math.Matrix;
import dev.trivium.core.math.SparseMatrix;
import dev.trivium.core.math.Vectors;
import java.util.List;

/** Weighted terms as dense rows, folded where there are more terms than numbers. */
final class FoldedTfIdf implements Embedder<String> {
  private static final long GOLDEN = 0x9e3779b97f4a7c15L;

  private final TfIdf tfIdf;
  private final int dimension;
  private final boolean folded;
  private final String space;

  FoldedTfIdf(TfIdf tfIdf, int mostNumbers) {
    if (mostNumbers < 1) {
      throw new IllegalArgumentException(
          "dimension is " + mostNumbers + "; choose 1 or more, say 4096");
    }
    int columns = tfIdf.bag().columns();
    this.tfIdf = tfIdf;
    this.folded = columns > mostNumbers;
    this.dimension = Math.min(columns, mostNumbers);
    this.space = "tfidf-" + tfIdf.fingerprint(new Fingerprint().add(dimension)).hex();
  }

  @Override
  public String space() {
    return space;
  }

  @Override
  public int dimension() {
    return dimension;
  }

  @Override
  public Matrix embed(List<? extends String> texts) {
    SparseMatrix terms = tfIdf.transform(List.copyOf(texts));
    Matrix rows = Matrix.zeros(terms.rows(), dimension);
    for (int r = 0; r < terms.rows(); r++) {
      int at = rows.offset(r);
      for (int k = terms.offsets()[r]; k < terms.offsets()[r + 1]; k++) {
        add(terms.indices()[k], terms.values()[k], rows.array(), at);
      }
      if (folded && tfIdf.weighting().normalize()) {
        Vectors.normalize(rows.array(), at, dimension);
      }
    }
    return rows;
  }

  private void add(int column, float value, float[] out, int at) {
    if (!folded) {
      out[at + column] = value;
      return;
    }
    long hash = (column + 1) * GOLDEN;
    hash = (hash ^ (hash >>> 31)) * GOLDEN;
    int place = (int) Math.multiplyHigh(hash >>> 1, (long) dimension << 1);
    out[at + place] += (hash & 1) == 0 ? value : -value;
  }

  /** Nothing is held. */
  @Override
  public void close() {}
}
