package dev.trivium.text.tasks;

import dev.trivium.core.TriviumException;
import dev.trivium.core.embedding.Embedder;
import dev.trivium.core.learn.LogisticModel;
import dev.trivium.core.learn.LogisticRegression;
import dev.trivium.core.learn.LogisticSettings;
import dev.trivium.core.math.Matrix;
import dev.trivium.text.documents.TfIdf;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.Function;

/**
 * Tells the label of a text (its topic, its mood) by logistic regression on its vector or on its
 * weighted terms; of more than two labels, each against the rest. Immutable; it does not close the
 * embedder it was given. A text that nothing is known of gets the label that was most frequent.
 */
public final class TextClassifier {
  private final List<String> labels;
  private final Function<List<String>, Matrix> decisions;

  private TextClassifier(List<String> labels, Function<List<String>, Matrix> decisions) {
    this.labels = labels;
    this.decisions = decisions;
  }

  /** Learns from the vectors of texts. */
  public static TextClassifier fit(
      Embedder<String> embedder,
      List<String> texts,
      List<String> labels,
      LogisticSettings settings) {
    List<String> names = names(texts, labels);
    LogisticModel model =
        new LogisticRegression(settings).fit(embedder.embed(texts), members(labels, names));
    return new TextClassifier(names, asked -> model.decisions(embedder.embed(asked)));
  }

  /** Learns from the weighted terms of texts. */
  public static TextClassifier fit(
      TfIdf tfIdf, List<String> texts, List<String> labels, LogisticSettings settings) {
    List<String> names = names(texts, labels);
    LogisticModel model =
        new LogisticRegression(settings).fit(tfIdf.transform(texts), members(labels, names));
    return new TextClassifier(names, asked -> model.decisions(tfIdf.transform(asked)));
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
    Matrix odds = decisions.apply(texts);
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
    Matrix odds = decisions.apply(texts);
    List<String> predicted = new ArrayList<>();
    for (int r = 0; r < texts.size(); r++) {
      int best = labels.size() == 2 && odds.get(r, 0) > 0 ? 1 : 0;
      for (int c = 1; labels.size() > 2 && c < labels.size(); c++) {
        best = odds.get(r, c) > odds.get(r, best) ? c : best;
      }
      predicted.add(labels.get(best));
    }
    return predicted;
  }
}
