package dev.trivium.core.sequence;

import dev.trivium.core.math.AliasTable;
import dev.trivium.core.math.FastRandom;
import dev.trivium.core.math.Matrix;
import dev.trivium.core.math.RowBlocks;
import java.util.Arrays;
import java.util.List;

/** What {@link ParagraphVectors} has learnt. Safe for several threads once it is trained. */
public final class ParagraphModel {
  private final SkipGramSettings settings;
  private final long[] counts;
  private final Rows documents;
  private final Rows words;
  private final Rows contexts;
  private final float[] keep;
  private final AliasTable noise;

  private ParagraphModel(SkipGramSettings settings, long[] counts, int documents) {
    SkipGram law = new SkipGram(settings);
    boolean bag = settings.mode() == SkipGramSettings.Mode.CBOW;
    this.settings = settings;
    this.counts = counts;
    this.documents = new Rows(documents, settings.dimension());
    this.words = new Rows(bag ? counts.length : 0, settings.dimension());
    this.contexts = new Rows(counts.length, settings.dimension());
    this.keep = law.keep(counts);
    this.noise = AliasTable.of(law.noiseWeights(counts));
  }

  /** As training begins; a document without ids has zeros. */
  static ParagraphModel beginning(SkipGramSettings settings, long[] counts, List<int[]> documents) {
    ParagraphModel model = new ParagraphModel(settings, counts, documents.size());
    for (int d = 0; d < documents.size(); d++) {
      if (documents.get(d).length > 0) {
        start(model.documents, d, FastRandom.of(settings.seed(), d, 0, -6));
      }
    }
    for (int w = 0; w < model.words.count(); w++) {
      start(model.words, w, FastRandom.of(settings.seed(), w, 0, -7));
    }
    return model;
  }

  /**
   * One that was trained before, from what it said of itself.
   *
   * @param counts how often each id came
   * @param documents {@code [documents × dimension]}
   * @param words {@code [vocabulary × dimension]} for PV-DM, no rows for PV-DBOW
   * @param contexts {@code [vocabulary × dimension]}
   */
  public static ParagraphModel of(
      SkipGramSettings settings, long[] counts, Matrix documents, Matrix words, Matrix contexts) {
    ParagraphModel model = new ParagraphModel(settings, counts.clone(), documents.rows());
    fill(model.documents, documents, "documents");
    fill(model.words, words, "words");
    fill(model.contexts, contexts, "contexts");
    return model;
  }

  private static void fill(Rows rows, Matrix from, String name) {
    if (from.rows() != rows.count() || from.columns() != rows.dimension()) {
      throw new IllegalArgumentException(
          "%s are [%d × %d]; give [%d × %d]"
              .formatted(name, from.rows(), from.columns(), rows.count(), rows.dimension()));
    }
    for (int r = 0; r < from.rows(); r++) {
      System.arraycopy(from.array(), from.offset(r), rows.array(), rows.of(r), from.columns());
    }
  }

  private static void start(Rows rows, int row, FastRandom random) {
    for (int i = 0; i < rows.dimension(); i++) {
      rows.array()[rows.of(row) + i] = (random.nextFloat() - 0.5f) / rows.dimension();
    }
  }

  Rows documentRows() {
    return documents;
  }

  ParagraphUpdate update(FastRandom random, boolean learnsWords) {
    Noise drawn = new Noise(noise, settings.negatives(), random);
    return new ParagraphUpdate(settings, words, contexts, keep, drawn, random, learnsWords);
  }

  /** How often each id came in what was trained on. */
  public long[] counts() {
    return counts.clone();
  }

  /**
   * The vectors of the documents {@code [documents × dimension]}, copied at each call; one without
   * ids has zeros.
   */
  public Matrix documents() {
    return documents.matrix();
  }

  /** The vectors of the ids as targets {@code [vocabulary × dimension]}, copied at each call. */
  public Matrix contexts() {
    return contexts.matrix();
  }

  /**
   * The vectors of the ids as input {@code [vocabulary × dimension]}, copied at each call; PV-DBOW
   * has none, {@code [0 × dimension]}.
   */
  public Matrix words() {
    return words.matrix();
  }

  /**
   * The vectors of documents that were not trained on {@code [documents × dimension]}: as many
   * passes over each as there were epochs, the vectors of the ids held still. The same ids and seed
   * give the same vector, whatever stands beside them; a document without ids has zeros. Documents
   * in parallel.
   */
  public Matrix infer(List<int[]> documents, long seed) {
    requireKnown(documents, counts.length);
    Rows rows = new Rows(documents.size(), settings.dimension());
    RowBlocks.forEach(rows.count(), 1, d -> infer(rows, d, documents.get(d), seed));
    return rows.matrix();
  }

  /** Refuses ids that the vocabulary lacks. */
  static void requireKnown(List<int[]> documents, int vocabulary) {
    for (int d = 0; d < documents.size(); d++) {
      for (int id : documents.get(d)) {
        if (id < 0 || id >= vocabulary) {
          throw new IllegalArgumentException(
              "document %d has the id %d, and there are %d ids, which count from 0"
                  .formatted(d, id, vocabulary));
        }
      }
    }
  }

  private void infer(Rows rows, int d, int[] ids, long seed) {
    if (ids.length == 0) {
      return;
    }
    long content = Arrays.hashCode(ids);
    start(rows, d, FastRandom.of(seed, content, 0, -8));
    ParagraphUpdate update = update(FastRandom.of(seed, content, 1, -8), false);
    for (int epoch = 0; epoch < settings.epochs(); epoch++) {
      float done = (float) epoch / settings.epochs();
      float fall = (settings.minimumRate() - settings.learningRate()) * done;
      update.document(rows, d, ids, settings.learningRate() + fall);
    }
  }
}
