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
  private final Rows documents;
  private final Rows words;
  private final Rows contexts;
  private final float[] keep;
  private final AliasTable noise;

  /** As training begins. */
  ParagraphModel(
      SkipGramSettings settings, int documents, int vocabulary, float[] keep, AliasTable noise) {
    boolean bag = settings.mode() == SkipGramSettings.Mode.CBOW;
    this.settings = settings;
    this.documents = new Rows(documents, settings.dimension());
    this.words = new Rows(bag ? vocabulary : 0, settings.dimension());
    this.contexts = new Rows(vocabulary, settings.dimension());
    this.keep = keep;
    this.noise = noise;
    for (int d = 0; d < documents; d++) {
      start(this.documents, d, FastRandom.of(settings.seed(), d, 0, -6));
    }
    for (int w = 0; w < words.count(); w++) {
      start(words, w, FastRandom.of(settings.seed(), w, 0, -7));
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

  /**
   * The vectors of the documents {@code [documents × dimension]}, copied at each call; one without
   * ids stands where it began.
   */
  public Matrix documents() {
    return documents.matrix();
  }

  /** The vectors of the ids as targets {@code [vocabulary × dimension]}, copied at each call. */
  public Matrix contexts() {
    return contexts.matrix();
  }

  /**
   * The vectors of documents that were not trained on {@code [documents × dimension]}: as many
   * passes over each as there were epochs, the vectors of the ids held still. The same ids and seed
   * give the same vector, whatever stands beside them; a document without ids has zeros. Documents
   * in parallel.
   */
  public Matrix infer(List<int[]> documents, long seed) {
    Rows rows = new Rows(documents.size(), settings.dimension());
    RowBlocks.forEach(rows.count(), 1, d -> infer(rows, d, documents.get(d), seed));
    return rows.matrix();
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
