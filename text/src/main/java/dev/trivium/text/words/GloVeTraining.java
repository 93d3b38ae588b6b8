package dev.trivium.text.words;

import dev.trivium.core.math.FastRandom;
import dev.trivium.core.math.Matrix;
import dev.trivium.core.math.Vectors;
import dev.trivium.core.sequence.BlockRounds;
import dev.trivium.core.sequence.Rows;
import dev.trivium.core.sequence.Workers;
import java.util.Arrays;
import java.util.stream.DoubleStream;

/**
 * The parameters of GloVe, and AdaGrad on them. A row holds a vector, filled up with zeros to whole
 * registers, and then its sums of squared gradients, so that all a step needs of a word lies
 * together. Blocks of pairs go one by one through the table of parts by parts, those that share no
 * row side by side, so that the rows in use stay in the cache and the result does not depend on the
 * number of threads.
 */
final class GloVeTraining {
  private static final int LANES = Vectors.MOST_LANES;

  /** Pairs whose products are taken at once, before their steps one after another. */
  private static final int GROUP = Vectors.TILE_ROWS;

  /** Stanford's code lets no gradient pass this. */
  private static final float CLIP = 100;

  private final GloVeSettings settings;
  private final Cooccurrences counts;
  private final WordParts parts;
  private final int stride;
  private final Rows words;
  private final Rows contexts;
  private final float[] wordBiases;
  private final float[] contextBiases;
  private final double[] losses;

  GloVeTraining(GloVeSettings settings, Cooccurrences counts) {
    this.settings = settings;
    this.counts = counts;
    this.parts = counts.parts();
    this.stride = (settings.dimension() + LANES - 1) / LANES * LANES;
    this.words = new Rows(parts.words(), 2 * stride);
    this.contexts = new Rows(parts.words(), 2 * stride);
    this.wordBiases = new float[2 * parts.words()];
    this.contextBiases = new float[2 * parts.words()];
    this.losses = new double[parts.count() * parts.count()];
    initialize(words, wordBiases, -12);
    initialize(contexts, contextBiases, -13);
  }

  /** Uniform in ±1/(2·dimension); squared gradients begin at 1. */
  private void initialize(Rows rows, float[] biases, int stream) {
    int d = settings.dimension();
    for (int r = 0; r < parts.words(); r++) {
      FastRandom random = FastRandom.of(settings.seed(), r, 0, stream);
      int o = rows.of(r);
      for (int i = 0; i < d; i++) {
        rows.array()[o + i] = (random.nextFloat() - 0.5f) / d;
      }
      Arrays.fill(rows.array(), o + stride, o + 2 * stride, 1);
      biases[2 * r] = (random.nextFloat() - 0.5f) / d;
      biases[2 * r + 1] = 1;
    }
  }

  /** One pass over the pairs, in another order of the blocks each time. */
  void epoch(int epoch, Workers workers, Tally tally) {
    int shift = FastRandom.of(settings.seed(), epoch, 0, -14).nextInt(parts.count());
    BlockRounds rounds = new BlockRounds(parts.count(), settings.threads());
    workers.run(rounds.pieces(() -> new Steps(shift, tally)));
  }

  /** The mean loss of the last epoch's pairs, each before its step. */
  double loss() {
    return DoubleStream.of(losses).sum() / counts.pairs();
  }

  /** The sums of both vectors of each id {@code [vocabulary × dimension]}. */
  Matrix vectors() {
    Matrix vectors = Matrix.zeros(parts.words(), settings.dimension());
    for (int id = 0; id < parts.words(); id++) {
      int row = parts.row(parts.rank(id));
      if (counts.met(row)) {
        for (int i = 0; i < settings.dimension(); i++) {
          vectors.array()[vectors.offset(id) + i] =
              words.array()[words.of(row) + i] + contexts.array()[contexts.of(row) + i];
        }
      }
    }
    return vectors;
  }

  Rows words() {
    return words;
  }

  Rows contexts() {
    return contexts;
  }

  /** Of each row the bias and its sum of squared gradients. */
  float[] wordBiases() {
    return wordBiases;
  }

  float[] contextBiases() {
    return contextBiases;
  }

  /** Trains block after block, on one thread. */
  private final class Steps implements BlockRounds.Block {
    private final int shift;
    private final Tally tally;
    private final int[] words4 = new int[GROUP];
    private final int[] contexts4 = new int[GROUP];
    private final int[] wordOffsets = new int[GROUP];
    private final int[] contextOffsets = new int[GROUP];
    private final float[] products = new float[GROUP * Vectors.lanes()];
    private final float[] dots = new float[GROUP];
    private double loss;
    private int steps;

    Steps(int shift, Tally tally) {
      this.shift = shift;
      this.tally = tally;
    }

    @Override
    public void work(int row, int shifted) {
      int column = shifted ^ shift;
      loss = 0;
      steps = 0;
      if (!settings.symmetric() || row <= column) {
        steps(row, column, row * parts.count() + column, false);
      }
      if (settings.symmetric() && row >= column) {
        steps(row, column, column * parts.count() + row, true);
      }
      losses[row * parts.count() + column] = loss;
      tally.add(steps);
    }

    private void steps(int row, int column, int block, boolean mirrored) {
      int[] pairs = counts.blocks().pairs(block);
      int size = counts.blocks().size(block);
      for (int from = 0; from < size; from += GROUP) {
        int count = Math.min(GROUP, size - from);
        for (int b = 0; b < GROUP; b++) {
          int pair = pairs[CountBlocks.INTS * (from + Math.min(b, count - 1))];
          words4[b] = parts.start(row) + (mirrored ? pair & 0xffff : pair >>> 16);
          contexts4[b] = parts.start(column) + (mirrored ? pair >>> 16 : pair & 0xffff);
          wordOffsets[b] = words.of(words4[b]);
          contextOffsets[b] = contexts.of(contexts4[b]);
        }
        Vectors.pairDots(
            words.array(), wordOffsets, contexts.array(), contextOffsets, stride, products, 0);
        Vectors.fold(products, GROUP, dots);
        for (int b = 0; b < count; b++) {
          // A word with itself is one pair, not two.
          if (!mirrored || words4[b] != contexts4[b]) {
            int o = CountBlocks.INTS * (from + b);
            step(b, Float.intBitsToFloat(pairs[o + 1]), Float.intBitsToFloat(pairs[o + 2]));
          }
        }
      }
    }

    private void step(int b, float logarithm, float weight) {
      int word = 2 * words4[b];
      int context = 2 * contexts4[b];
      float error = dots[b] + wordBiases[word] + contextBiases[context] - logarithm;
      loss += 0.5 * weight * error * error;
      steps++;
      float rate = settings.learningRate();
      float step = rate * weight * error;
      Vectors.adaptiveExchange(
          step,
          rate * CLIP,
          words.array(),
          wordOffsets[b],
          contexts.array(),
          contextOffsets[b],
          stride);
      move(wordBiases, word, step);
      move(contextBiases, context, step);
    }

    private void move(float[] biases, int o, float step) {
      biases[o] -= step / (float) Math.sqrt(biases[o + 1]);
      biases[o + 1] += step * step;
    }
  }
}
