package dev.trivium.text;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import dev.trivium.core.math.Matrices;
import dev.trivium.core.math.Matrix;
import dev.trivium.core.tensor.Tensor;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Multiple-negatives ranking (Henderson et al., <i>Efficient Natural Language Response Suggestion
 * for Smart Reply</i>, 2017): each first is to pick its second out of those of its batch, by a
 * softmax over scaled cosines. The score is the share of firsts of the development set whose
 * nearest second, among all of them, is their own.
 */
final class PairTask implements TuningTask {
  private final int[][] first;
  private final int[][] second;
  private final int[][] devFirst;
  private final int[][] devSecond;
  private final FineTuneSettings settings;
  private final int batchTokens;

  PairTask(
      Examples.Pairs train,
      Examples.Pairs dev,
      TokenEncoder tokenizer,
      int batchTokens,
      FineTuneSettings settings) {
    first = tokenizer.encode(train.first());
    second = tokenizer.encode(train.second());
    devFirst = tokenizer.encode(dev.first());
    devSecond = tokenizer.encode(dev.second());
    this.batchTokens = batchTokens;
    this.settings = settings;
  }

  @Override
  public int size() {
    return first.length;
  }

  @Override
  public int length(int example) {
    return first[example].length + second[example].length;
  }

  @Override
  public NDArray loss(TokenNetwork network, NDManager passing, int[] examples) {
    NDArray a = network.vectors(passing, TokenBatch.of(first, examples), true);
    NDArray b = network.vectors(passing, TokenBatch.of(second, examples), true);
    NDArray scores = a.normalize(2, 1).matMul(b.normalize(2, 1).transpose()).mul(settings.scale());
    NDArray pairs = passing.eye(examples.length);
    NDArray forward = scores.logSoftmax(1).mul(pairs).sum();
    if (!settings.symmetric()) {
      return forward.div(-examples.length);
    }
    return forward.add(scores.logSoftmax(0).mul(pairs).sum()).div(-2 * examples.length);
  }

  @Override
  public double score(TokenNetwork network) {
    if (devFirst.length == 0) {
      return Double.NaN;
    }
    Matrix a = network.vectors(devFirst, batchTokens).normalizedRows();
    Matrix b = network.vectors(devSecond, batchTokens).normalizedRows();
    int right = 0;
    for (int from = 0; from < a.rows(); from += 256) { // a block of all cosines at a time
      int[] rows = IntStream.range(from, Math.min(a.rows(), from + 256)).toArray();
      Matrix cosines = Matrices.timesTransposed(a.select(rows), b);
      for (int r = 0; r < rows.length; r++) {
        int best = 0;
        for (int c = 1; c < b.rows(); c++) {
          best = cosines.get(r, c) > cosines.get(r, best) ? c : best;
        }
        right += best == rows[r] ? 1 : 0;
      }
    }
    return (double) right / a.rows();
  }

  @Override
  public List<NDArray> parameters() {
    return List.of();
  }

  @Override
  public Map<String, Tensor> tensors() {
    return Map.of();
  }
}
