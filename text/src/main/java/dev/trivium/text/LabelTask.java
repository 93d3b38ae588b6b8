package dev.trivium.text;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.core.Linear;
import dev.trivium.core.TriviumException;
import dev.trivium.core.math.Matrices;
import dev.trivium.core.math.Matrix;
import dev.trivium.core.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Classification: a linear layer on the pooled vector, and a softmax over the labels. The score is
 * the share of texts of the development set that get their label.
 */
final class LabelTask implements TuningTask {
  private final List<String> labels;
  private final int[][] texts;
  private final int[] classes;
  private final int[][] devTexts;
  private final int[] devClasses;
  private final int batchTokens;
  private final NDArray weight;
  private final NDArray bias;

  /**
   * @param network what the classifier stands on, and lives as long as
   */
  LabelTask(
      Examples.Labels train,
      Examples.Labels dev,
      TokenEncoder tokenizer,
      int batchTokens,
      TokenNetwork network) {
    labels = List.copyOf(new TreeSet<>(train.labels()));
    if (labels.size() < 2) {
      throw new TriviumException(
          "all %d texts have the label %s; give texts of two labels or more"
              .formatted(train.size(), labels));
    }
    texts = tokenizer.encode(train.texts());
    classes = train.labels().stream().mapToInt(labels::indexOf).toArray();
    devTexts = tokenizer.encode(dev.texts());
    devClasses = dev.labels().stream().mapToInt(labels::indexOf).toArray();
    this.batchTokens = batchTokens;
    weight = network.manager().zeros(new Shape(labels.size(), network.dimension()));
    bias = network.manager().zeros(new Shape(labels.size()));
  }

  /** The labels, in the order of the classifier's rows. */
  List<String> labels() {
    return labels;
  }

  @Override
  public int size() {
    return texts.length;
  }

  @Override
  public int length(int example) {
    return texts[example].length;
  }

  @Override
  public NDArray loss(TokenNetwork network, NDManager passing, int[] examples) {
    NDArray pooled = network.vectors(passing, TokenBatch.of(texts, examples), true);
    float[] chosen = new float[examples.length * labels.size()];
    for (int i = 0; i < examples.length; i++) {
      chosen[i * labels.size() + classes[examples[i]]] = 1;
    }
    NDArray wanted = passing.create(chosen, new Shape(examples.length, labels.size()));
    NDArray scores = Linear.linear(pooled, weight, bias).singletonOrThrow();
    return scores.logSoftmax(1).mul(wanted).sum().div(-examples.length);
  }

  @Override
  public double score(TokenNetwork network) {
    if (devTexts.length == 0) {
      return Double.NaN;
    }
    Matrix vectors = network.vectors(devTexts, batchTokens);
    Matrix w = Matrix.of(labels.size(), vectors.columns(), weight.toFloatArray());
    Matrix scores = Matrices.timesTransposed(vectors, w);
    float[] b = bias.toFloatArray();
    int right = 0;
    for (int r = 0; r < scores.rows(); r++) {
      int best = 0;
      for (int c = 1; c < b.length; c++) {
        best = scores.get(r, c) + b[c] > scores.get(r, best) + b[best] ? c : best;
      }
      right += best == devClasses[r] ? 1 : 0;
    }
    return (double) right / scores.rows();
  }

  @Override
  public List<NDArray> parameters() {
    return List.of(weight, bias);
  }

  @Override
  public Map<String, Tensor> tensors() {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    int columns = Math.toIntExact(weight.getShape().get(1));
    tensors.put(
        "classifier.weight", new Tensor(new int[] {labels.size(), columns}, weight.toFloatArray()));
    tensors.put("classifier.bias", new Tensor(new int[] {labels.size()}, bias.toFloatArray()));
    return tensors;
  }
}
