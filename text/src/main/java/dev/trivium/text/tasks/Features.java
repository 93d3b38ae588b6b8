package dev.trivium.text.tasks;

import dev.trivium.core.Progress;
import dev.trivium.core.embedding.Embedder;
import dev.trivium.core.learn.LogisticModel;
import dev.trivium.core.learn.LogisticRegression;
import dev.trivium.core.math.Matrix;
import dev.trivium.core.math.SparseMatrix;
import dev.trivium.text.documents.TfIdf;
import java.util.BitSet;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;

/** What the labels of texts are told by. */
interface Features {
  /** What is known of texts. */
  Rows of(List<String> texts, Progress progress);

  default Rows of(List<String> texts) {
    return of(texts, Progress.NONE);
  }

  /**
   * What is known of texts, dense or sparse, as the learner reads it.
   *
   * @param fit learns from them, given the texts of each class
   * @param decisions the odds of each of them {@code [texts × classes]}
   */
  record Rows(
      BiFunction<LogisticRegression, List<BitSet>, LogisticModel> fit,
      Function<LogisticModel, Matrix> decisions) {}

  /** The vectors of texts; the embedder stays its owner's. */
  record Vectors(Embedder<String> embedder) implements Features {
    /** Texts that are embedded at once: enough to be sorted by their lengths. */
    private static final int BLOCK = 2048;

    @Override
    public Rows of(List<String> texts, Progress progress) {
      Matrix rows = Matrix.zeros(texts.size(), embedder.dimension());
      for (int from = 0; from < texts.size(); from += BLOCK) {
        int to = Math.min(texts.size(), from + BLOCK);
        float[] block = embedder.embed(texts.subList(from, to)).array();
        System.arraycopy(block, 0, rows.array(), rows.offset(from), block.length);
        progress.at(to, texts.size());
      }
      return new Rows(
          (learner, members) -> learner.fit(rows, members), model -> model.decisions(rows));
    }
  }

  /** The weighted terms of texts. */
  record WeightedTerms(TfIdf tfIdf) implements Features {
    @Override
    public Rows of(List<String> texts, Progress progress) {
      SparseMatrix rows = tfIdf.transform(texts);
      return new Rows(
          (learner, members) -> learner.fit(rows, members), model -> model.decisions(rows));
    }
  }
}
