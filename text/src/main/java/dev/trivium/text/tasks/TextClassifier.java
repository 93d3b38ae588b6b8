package dev.trivium.text.tasks;

import dev.trivium.core.TriviumException;
import dev.trivium.core.embedding.Embedder;
import dev.trivium.core.learn.LogisticModel;
import dev.trivium.core.learn.LogisticRegression;
import dev.trivium.core.learn.LogisticSettings;
import dev.trivium.core.math.Matrix;
import dev.trivium.core.math.SparseMatrix;
import dev.trivium.text.documents.TfIdf;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Tells the label of a text (its topic, its mood) by logistic regression on its vector or on its
 * weighted terms; of more than two labels, each against the rest. Immutable; it does not close the
 * embedder it was given. A text that nothing is known of gets the label that was most frequent.
 */
public final class TextClassifier {
  private final List<String> labels;
  private final LogisticModel model;
  private final LogisticSettings settings;
  private final Function<List<String>, Rows> features;

  private TextClassifier(
      List<String> labels,
      LogisticModel model,
      LogisticSettings settings,
      Function<List<String>, Rows> features) {
    this.labels = labels;
    this.model = model;
    this.settings = settings;
    this.features = features;
  }

  /** Learns from the vectors of texts. */
  public static TextClassifier fit(
      Embedder<String> embedder,
      List<String> texts,
      List<String> labels,
      LogisticSettings settings) {
    return fit(dense(embedder), texts, labels, settings);
  }

  /** Learns from the weighted terms of texts. */
  public static TextClassifier fit(
      TfIdf tfIdf, List<String> texts, List<String> labels, LogisticSettings settings) {
    return fit(sparse(tfIdf), texts, labels, settings);
  }

  private static TextClassifier fit(
      Function<List<String>, Rows> features,
      List<String> texts,
      List<String> labels,
      LogisticSettings settings) {
    List<String> names = names(texts, labels);
    LogisticModel model =
        features.apply(texts).fit(new LogisticRegression(settings), members(labels, names));
    return new TextClassifier(names, model, settings, features);
  }

  /**
   * Learns from the vectors of texts under each of several settings; of these the first that tells
   * most labels of other texts right is kept. Each text is embedded once.
   *
   * @param otherTexts not those that are learnt from, nor those that it will be judged by
   */
  public static TextClassifier choose(
      Embedder<String> embedder,
      List<String> texts,
      List<String> labels,
      List<String> otherTexts,
      List<String> otherLabels,
      List<LogisticSettings> candidates) {
    return choose(dense(embedder), texts, labels, otherTexts, otherLabels, candidates);
  }

  /** The same from the weighted terms of texts. */
  public static TextClassifier choose(
      TfIdf tfIdf,
      List<String> texts,
      List<String> labels,
      List<String> otherTexts,
      List<String> otherLabels,
      List<LogisticSettings> candidates) {
    return choose(sparse(tfIdf), texts, labels, otherTexts, otherLabels, candidates);
  }

  private static TextClassifier choose(
      Function<List<String>, Rows> features,
      List<String> texts,
      List<String> labels,
      List<String> otherTexts,
      List<String> otherLabels,
      List<LogisticSettings> candidates) {
    List<String> names = names(texts, labels);
    List<BitSet> members = members(labels, names);
    Rows rows = features.apply(texts);
    Rows others = features.apply(otherTexts);
    TextClassifier best = null;
    int most = -1;
    for (LogisticSettings settings : candidates) {
      LogisticModel model = rows.fit(new LogisticRegression(settings), members);
      TextClassifier candidate = new TextClassifier(names, model, settings, features);
      List<String> predicted = candidate.likeliest(others.decisions(model));
      int right =
          (int)
              IntStream.range(0, predicted.size())
                  .filter(i -> predicted.get(i).equals(otherLabels.get(i)))
                  .count();
      if (right > most) {
        best = candidate;
        most = right;
      }
    }
    if (best == null) {
      throw new IllegalArgumentException("there are no settings to choose from; give at least one");
    }
    return best;
  }

  /** What is known of texts, in the shape that the learner reads. */
  private interface Rows {
    LogisticModel fit(LogisticRegression learner, List<BitSet> members);

    Matrix decisions(LogisticModel model);
  }

  private static Function<List<String>, Rows> dense(Embedder<String> embedder) {
    return texts -> {
      Matrix rows = embedder.embed(texts);
      return new Rows() {
        @Override
        public LogisticModel fit(LogisticRegression learner, List<BitSet> members) {
          return learner.fit(rows, members);
        }

        @Override
        public Matrix decisions(LogisticModel model) {
          return model.decisions(rows);
        }
      };
    };
  }

  private static Function<List<String>, Rows> sparse(TfIdf tfIdf) {
    return texts -> {
      SparseMatrix rows = tfIdf.transform(texts);
      return new Rows() {
        @Override
        public LogisticModel fit(LogisticRegression learner, List<BitSet> members) {
          return learner.fit(rows, members);
        }

        @Override
        public Matrix decisions(LogisticModel model) {
          return model.decisions(rows);
        }
      };
    };
  }

  private static List<String> names(List<String> texts, List<String> labels) {
    if (texts.size() != labels.size()) {
      throw new IllegalArgumentException(
          labels.size() + " labels for " + texts.size() + " texts; give one for each");
    }
    if (texts.isEmpty()) {
      throw new TriviumException("there is no text to learn labels from; give at least two");
    }
    List<String> names = labels.stream().distinct().sorted().toList();
    if (names.size() == 1) {
      throw new TriviumException(
          "all %d texts to learn from have the label '%s'; give texts of two labels or more"
              .formatted(texts.size(), names.get(0)));
    }
    return names;
  }

  /** For each label the texts that have it; of two labels for the second alone. */
  private static List<BitSet> members(List<String> labels, List<String> names) {
    List<BitSet> members = new ArrayList<>();
    names.forEach(name -> members.add(new BitSet()));
    for (int i = 0; i < labels.size(); i++) {
      members.get(names.indexOf(labels.get(i))).set(i);
    }
    return names.size() == 2 ? members.subList(1, 2) : members;
  }

  /** The settings it was fitted under. */
  public LogisticSettings settings() {
    return settings;
  }

  /** The labels, in alphabetical order. */
  public List<String> labels() {
    return labels;
  }

  /**
   * How likely each label is for each text {@code [texts × labels]}; a row sums to 1. Of more than
   * two labels each is asked by itself, and the answers are scaled, as scikit-learn does for one
   * against the rest.
   */
  public Matrix probabilities(List<String> texts) {
    Matrix odds = features.apply(texts).decisions(model);
    Matrix probabilities = Matrix.zeros(texts.size(), labels.size());
    for (int r = 0; r < texts.size(); r++) {
      double sum = 0;
      double[] row = new double[labels.size()];
      for (int c = 0; c < row.length; c++) {
        row[c] = row.length > 2 ? sigmoid(odds.get(r, c)) : sigmoid((2 * c - 1) * odds.get(r, 0));
        sum += row[c];
      }
      for (int c = 0; c < row.length; c++) {
        probabilities.array()[r * row.length + c] =
            (float) (sum > 0 ? row[c] / sum : 1.0 / row.length);
      }
    }
    return probabilities;
  }

  private static double sigmoid(double z) {
    return 1 / (1 + Math.exp(-z));
  }

  /** The likeliest label of each text; of equals the first in the alphabet. */
  public List<String> predict(List<String> texts) {
    return likeliest(features.apply(texts).decisions(model));
  }

  private List<String> likeliest(Matrix odds) {
    List<String> predicted = new ArrayList<>();
    for (int r = 0; r < odds.rows(); r++) {
      int best = labels.size() == 2 && odds.get(r, 0) > 0 ? 1 : 0;
      for (int c = 1; labels.size() > 2 && c < labels.size(); c++) {
        best = odds.get(r, c) > odds.get(r, best) ? c : best;
      }
      predicted.add(labels.get(best));
    }
    return predicted;
  }
}
