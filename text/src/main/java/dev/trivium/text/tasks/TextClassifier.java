package dev.trivium.text.tasks;

import dev.trivium.core.Progress;
import dev.trivium.core.TriviumException;
import dev.trivium.core.embedding.Embedder;
import dev.trivium.core.io.AtomicFiles;
import dev.trivium.core.learn.LogisticModel;
import dev.trivium.core.learn.LogisticRegression;
import dev.trivium.core.learn.LogisticSettings;
import dev.trivium.core.math.Matrix;
import dev.trivium.text.documents.TfIdf;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
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
  private final Features features;
  private final boolean softmax;

  TextClassifier(
      List<String> labels, LogisticModel model, LogisticSettings settings, Features features) {
    this(labels, model, settings, features, false);
  }

  /**
   * @param softmax whether all labels are asked at once, not each against the rest
   */
  TextClassifier(
      List<String> labels,
      LogisticModel model,
      LogisticSettings settings,
      Features features,
      boolean softmax) {
    this.labels = labels;
    this.model = model;
    this.settings = settings;
    this.features = features;
    this.softmax = softmax;
  }

  /** Learns from the vectors of texts. */
  public static TextClassifier fit(
      Embedder<String> embedder,
      List<String> texts,
      List<String> labels,
      LogisticSettings settings) {
    return fit(new Features.Vectors(embedder), texts, labels, settings);
  }

  /** Learns from the weighted terms of texts. */
  public static TextClassifier fit(
      TfIdf tfIdf, List<String> texts, List<String> labels, LogisticSettings settings) {
    return fit(new Features.WeightedTerms(tfIdf), texts, labels, settings);
  }

  private static TextClassifier fit(
      Features features, List<String> texts, List<String> labels, LogisticSettings settings) {
    List<String> names = names(texts, labels);
    LogisticModel model =
        features.of(texts).fit().apply(new LogisticRegression(settings), members(labels, names));
    return new TextClassifier(names, model, settings, features);
  }

  /**
   * Learns from the vectors of texts under each of several settings; of these the first that tells
   * most labels of other texts right is kept. Each text is embedded once.
   *
   * @param otherTexts not those that are learnt from, nor those that it will be judged by
   * @param progress hears how many texts are embedded
   */
  public static TextClassifier choose(
      Embedder<String> embedder,
      List<String> texts,
      List<String> labels,
      List<String> otherTexts,
      List<String> otherLabels,
      List<LogisticSettings> candidates,
      Progress progress) {
    Features vectors = new Features.Vectors(embedder);
    return choose(vectors, texts, labels, otherTexts, otherLabels, candidates, progress);
  }

  /** The same from the weighted terms of texts. */
  public static TextClassifier choose(
      TfIdf tfIdf,
      List<String> texts,
      List<String> labels,
      List<String> otherTexts,
      List<String> otherLabels,
      List<LogisticSettings> candidates) {
    Features terms = new Features.WeightedTerms(tfIdf);
    return choose(terms, texts, labels, otherTexts, otherLabels, candidates, Progress.NONE);
  }

  private static TextClassifier choose(
      Features features,
      List<String> texts,
      List<String> labels,
      List<String> otherTexts,
      List<String> otherLabels,
      List<LogisticSettings> candidates,
      Progress progress) {
    List<String> names = names(texts, labels);
    List<BitSet> members = members(labels, names);
    int all = texts.size() + otherTexts.size();
    Features.Rows rows = features.of(texts, (done, of) -> progress.at(done, all));
    Features.Rows others =
        features.of(otherTexts, (done, of) -> progress.at(texts.size() + done, all));
    TextClassifier best = null;
    int most = -1;
    for (LogisticSettings settings : candidates) {
      LogisticModel model = rows.fit().apply(new LogisticRegression(settings), members);
      TextClassifier candidate = new TextClassifier(names, model, settings, features);
      List<String> predicted = candidate.likeliest(others.decisions().apply(model));
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

  /**
   * Writes the classifier, in place of an older one, as a folder: {@code manifest.json}, {@code
   * labels.json}, {@code classifier.safetensors} ({@code classifier.weight [rows × d]}, {@code
   * classifier.bias [rows]}; of two labels one row, for the second), and the terms where it is
   * fitted on {@link TfIdf}. An embedder is not written; its reader brings it.
   *
   * @param encoder by what name the reader will find the embedder again; of no effect with terms
   */
  public void write(Path folder, String encoder) {
    AtomicFiles.writeFolder(folder, f -> ClassifierFolder.writeInto(f, this, encoder));
  }

  /** Whether a folder says that {@link #write} wrote it. */
  public static boolean isIn(Path folder) {
    return ClassifierFolder.isIn(folder);
  }

  /**
   * Reads a folder that {@link #write} wrote.
   *
   * @param encoders opens an embedder by the name that was given, for its user to close; not asked
   *     where labels are told by terms
   */
  public static TextClassifier read(Path folder, Function<String, Embedder<String>> encoders) {
    return ClassifierFolder.read(folder, encoders);
  }

  /** Whether fine-tuning on labels left its classifier in a model's folder. */
  public static boolean isFineTuned(Path folder) {
    return ClassifierFolder.isFineTuned(folder);
  }

  /**
   * The classifier that fine-tuning on labels left in a model's folder: a linear layer and a
   * softmax over its vectors.
   *
   * @param encoder the model itself, its vectors not brought to length 1, as training saw them
   */
  public static TextClassifier fineTuned(Path folder, Embedder<String> encoder) {
    return ClassifierFolder.fineTuned(folder, encoder);
  }

  /** The settings it was fitted under; the default ones after fine-tuning, which has others. */
  public LogisticSettings settings() {
    return settings;
  }

  LogisticModel model() {
    return model;
  }

  Features features() {
    return features;
  }

  /** The labels, in alphabetical order. */
  public List<String> labels() {
    return labels;
  }

  /**
   * How likely each label is for each text {@code [texts × labels]}; a row sums to 1. Of more than
   * two labels each is asked by itself, and the answers are scaled, as scikit-learn does for one
   * against the rest; after fine-tuning it is a softmax.
   */
  public Matrix probabilities(List<String> texts) {
    Matrix odds = features.of(texts).decisions().apply(model);
    Matrix probabilities = Matrix.zeros(texts.size(), labels.size());
    for (int r = 0; r < texts.size(); r++) {
      double[] row = softmax ? exponentials(odds, r) : sigmoids(odds, r);
      double sum = Arrays.stream(row).sum();
      for (int c = 0; c < row.length; c++) {
        probabilities.array()[r * row.length + c] =
            (float) (sum > 0 ? row[c] / sum : 1.0 / row.length);
      }
    }
    return probabilities;
  }

  private double[] exponentials(Matrix odds, int r) {
    double[] row = new double[labels.size()];
    double most = IntStream.range(0, row.length).mapToDouble(c -> odds.get(r, c)).max().orElse(0);
    Arrays.setAll(row, c -> Math.exp(odds.get(r, c) - most));
    return row;
  }

  private double[] sigmoids(Matrix odds, int r) {
    double[] row = new double[labels.size()];
    boolean one = odds.columns() == 1;
    Arrays.setAll(row, c -> sigmoid(one ? (2 * c - 1) * odds.get(r, 0) : odds.get(r, c)));
    return row;
  }

  private static double sigmoid(double z) {
    return 1 / (1 + Math.exp(-z));
  }

  /** The likeliest label of each text; of equals the first in the alphabet. */
  public List<String> predict(List<String> texts) {
    return likeliest(features.of(texts).decisions().apply(model));
  }

  private List<String> likeliest(Matrix odds) {
    List<String> predicted = new ArrayList<>();
    for (int r = 0; r < odds.rows(); r++) {
      int best = odds.columns() == 1 && odds.get(r, 0) > 0 ? 1 : 0;
      for (int c = 1; c < odds.columns(); c++) {
        best = odds.get(r, c) > odds.get(r, best) ? c : best;
      }
      predicted.add(labels.get(best));
    }
    return predicted;
  }
}
