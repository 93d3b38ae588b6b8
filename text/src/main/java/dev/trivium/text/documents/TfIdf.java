package dev.trivium.text.documents;

import dev.trivium.core.TriviumException;
import dev.trivium.core.embedding.Embedder;
import dev.trivium.core.embedding.EmbeddingTable;
import dev.trivium.core.embedding.Provenance;
import dev.trivium.core.embedding.TableFolder;
import dev.trivium.core.io.AtomicFiles;
import dev.trivium.core.io.Fingerprint;
import dev.trivium.core.io.JsonFile;
import dev.trivium.core.math.Matrix;
import dev.trivium.core.math.RowBlocks;
import dev.trivium.core.math.SparseMatrix;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Texts as their terms, each weighted by how often it comes in the text and how few texts have it
 * (Spärck Jones, <i>A statistical interpretation of term specificity</i>, 1972; the formulas in
 * {@link Weighting}). The numbers are scikit-learn's {@code TfidfVectorizer}'s. Immutable, and safe
 * for several threads.
 */
public final class TfIdf {
  private static final int BLOCK = 256;
  private static final String KIND = "tf-idf";
  private static final String TERMS = "terms";

  private final BagOfWords bag;
  private final Weighting weighting;
  private final float[] weights;

  private TfIdf(BagOfWords bag, Weighting weighting, float[] weights) {
    this.bag = bag;
    this.weighting = weighting;
    this.weights = weights;
  }

  /** Learns the terms of a corpus and their weights, scikit-learn's. */
  public static TfIdf fit(List<String> texts, TermSettings terms) {
    return fit(texts, BagOfWords.fit(texts, terms), Weighting.DEFAULT);
  }

  /** Learns the weights of the terms of a bag of words, which may be a hashing one. */
  public static TfIdf fit(List<String> texts, BagOfWords bag, Weighting weighting) {
    float[] weights = new float[weighting.inverse() ? bag.columns() : 0];
    if (weighting.inverse()) {
      int[] documents = new int[weights.length];
      for (int column : bag.transform(texts).indices()) {
        documents[column]++;
      }
      double more = weighting.smooth() ? 1 : 0;
      for (int c = 0; c < weights.length; c++) {
        double having = Math.max(1, documents[c] + more); // a hash may name columns no text has
        weights[c] = (float) (1 + Math.log((texts.size() + more) / having));
      }
    }
    return new TfIdf(bag, weighting, weights);
  }

  /**
   * Weights that were learnt before.
   *
   * @param weights of the bag's terms, as {@link #weight} told them
   */
  public static TfIdf of(BagOfWords bag, Weighting weighting, float[] weights) {
    int expected = weighting.inverse() ? bag.columns() : 0;
    if (weights.length != expected) {
      throw new IllegalArgumentException(
          "there are %d weights for %d terms; give %d"
              .formatted(weights.length, bag.columns(), expected));
    }
    return new TfIdf(bag, weighting, weights.clone());
  }

  public BagOfWords bag() {
    return bag;
  }

  public Weighting weighting() {
    return weighting;
  }

  /** The inverse document frequency of a term; 1 where they are not asked for. */
  public float weight(int column) {
    return weighting.inverse() ? weights[column] : 1;
  }

  /**
   * The weighted terms of each text {@code [texts × columns]}. A text without a known term has an
   * empty row.
   */
  public SparseMatrix transform(List<String> texts) {
    SparseMatrix counts = bag.transform(texts);
    float[] values = counts.values();
    int[] offsets = counts.offsets();
    RowBlocks.forEach(
        counts.rows(),
        BLOCK,
        row -> weigh(values, counts.indices(), offsets[row], offsets[row + 1]));
    return counts;
  }

  private void weigh(float[] values, int[] columns, int from, int to) {
    double squares = 0;
    for (int k = from; k < to; k++) {
      double count = values[k];
      if (weighting.sublinear()) {
        count = Math.signum(count) * (1 + Math.log(Math.abs(count)));
      }
      double value = count * weight(columns[k]);
      values[k] = (float) value;
      squares += value * value;
    }
    if (weighting.normalize() && squares > 0) {
      float scale = (float) (1 / Math.sqrt(squares));
      for (int k = from; k < to; k++) {
        values[k] *= scale;
      }
    }
  }

  /**
   * The weighted terms as dense rows, for what wants vectors. Where there are more terms than
   * {@code dimension}, each goes by a hash to one of the numbers with a sign, which keeps inner
   * products on average (Weinberger et al., <i>Feature hashing</i>, ICML 2009). A text without a
   * known term has a row of zeros.
   *
   * @param dimension the most numbers a row may have, say 4096
   */
  public Embedder<String> embedder(int dimension) {
    return new FoldedTfIdf(this, dimension);
  }

  /**
   * Writes the terms and their weights, in place of an older folder: {@code manifest.json} (the
   * settings) and {@code terms}, a table of the weights {@code [columns × 1]} as {@link
   * TableFolder} writes it; hashed terms are called by their columns. The same terms give the same
   * bytes.
   */
  public void write(Path folder) {
    AtomicFiles.writeFolder(folder, this::writeInto);
  }

  /** Writes the files into a folder that is there, for artefacts made of several. */
  public void writeInto(Path folder) throws IOException {
    Map<String, Object> manifest = SavedSettings.manifest(KIND);
    manifest.put("hashing", bag.isHashing());
    SavedSettings.put(bag.settings(), weighting, manifest);
    JsonFile.write(folder.resolve(TableFolder.MANIFEST), manifest);
    int columns = bag.columns();
    List<String> names =
        bag.isHashing()
            ? IntStream.range(0, columns).mapToObj(Integer::toString).toList()
            : bag.terms();
    Matrix rows = Matrix.zeros(columns, 1);
    for (int c = 0; c < columns; c++) {
      rows.array()[c] = weight(c);
    }
    Provenance provenance = Provenance.of(KIND + "-weights", KIND);
    TableFolder.writeInto(EmbeddingTable.of(names, rows, provenance), folder.resolve(TERMS));
  }

  /** Whether a folder says that it holds such terms. */
  public static boolean isIn(Path folder) {
    return JsonFile.readIfThere(folder.resolve(TableFolder.MANIFEST)).isKind(KIND);
  }

  /** Reads a folder that {@link #write} wrote. */
  public static TfIdf read(Path folder) {
    JsonFile manifest = JsonFile.read(folder.resolve(TableFolder.MANIFEST)).requireKind(KIND);
    TermSettings settings = SavedSettings.terms(manifest);
    Weighting weighting = SavedSettings.weighting(manifest);
    EmbeddingTable weights = TableFolder.read(folder.resolve(TERMS));
    if (weights.dimension() != 1 || weights.size() == 0 || weights.contains("")) {
      throw new TriviumException(
          "%s is no list of terms with a weight each; make the folder again"
              .formatted(folder.resolve(TERMS)));
    }
    BagOfWords bag =
        manifest.flag("hashing")
            ? BagOfWords.hashing(weights.size(), settings)
            : BagOfWords.of(weights.ids(), settings);
    return new TfIdf(bag, weighting, weighting.inverse() ? weights.matrix().array() : new float[0]);
  }

  /** Adds what changes the numbers. */
  Fingerprint fingerprint(Fingerprint print) {
    bag.fingerprint(print);
    return print.add(weighting.toString()).add(weights);
  }
}
