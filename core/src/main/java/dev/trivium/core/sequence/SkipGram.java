package dev.trivium.core.sequence;

import dev.trivium.core.Progress;
import dev.trivium.core.TriviumException;
import dev.trivium.core.math.AliasTable;
import dev.trivium.core.math.FastRandom;
import dev.trivium.core.math.Matrix;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.LongStream;

/**
 * Skip-gram and CBOW, with negative sampling or hierarchical softmax, over streams of ids (Mikolov
 * et al., <i>Distributed representations of words and phrases and their compositionality</i>, NIPS
 * 2013), the negatives shared by a few pairs (Ji et al. 2016). The sequences are asked for anew in
 * each epoch and never stored. Several threads write without locks (Recht et al., <i>Hogwild!</i>,
 * NIPS 2011), or, where it must repeat, in blocks that share no row ({@link
 * SkipGramSettings#repeatable}); CBOW, trees, shared rows and vocabularies of fewer than 512 ids
 * cannot be parted, and then take one thread.
 *
 * <p>Memory: two matrices {@code [vocabulary × dimension]}, rows filled up to a multiple of 16, and
 * the vectors as they are when they are handed over. Cost: about {@code 3·window·(negatives +
 * 1)·dimension} multiply-adds a token. Vectors start uniform in ±1/(2·dimension), contexts at zero.
 */
public final class SkipGram {
  /** Where nothing is known of any row. */
  private static final Matrix NOWHERE = Matrix.zeros(0, 0);

  private final SkipGramSettings settings;

  public SkipGram(SkipGramSettings settings) {
    this.settings = settings;
  }

  /** Trains without a word on the way. */
  public SkipGramModel train(SequenceSource source) {
    return train(source, Progress.NONE);
  }

  /**
   * Trains, telling {@code progress} of tokens done. An interrupt of the calling thread ends it
   * with a {@link java.util.concurrent.CancellationException}, the thread's flag still set.
   */
  public SkipGramModel train(SequenceSource source, Progress progress) {
    return train(source, Bags.ofOne(source.vocabulary()), NOWHERE, progress);
  }

  /**
   * Trains from where an earlier training ended, or from vectors of another corpus.
   *
   * @param start {@code [vocabulary × dimension]} of finite numbers, or rows of NaN where nothing
   *     is known; such begin at random. Contexts begin at zero
   */
  public SkipGramModel train(SequenceSource source, Matrix start, Progress progress) {
    if (start.rows() != source.vocabulary() || start.columns() != settings.dimension()) {
      throw new IllegalArgumentException(
          "the start is [%d × %d] for %d ids of dimension %d; give a row for each"
              .formatted(start.rows(), start.columns(), source.vocabulary(), settings.dimension()));
    }
    return train(source, Bags.ofOne(source.vocabulary()), start, progress);
  }

  /**
   * Trains ids whose vectors are means of rows, some of them shared: the model's vectors are those
   * of the rows, {@code [bags.count() × dimension]}. Repeats on one thread only.
   */
  public SkipGramModel train(SequenceSource source, Bags bags, Progress progress) {
    return train(source, bags, NOWHERE, progress);
  }

  private SkipGramModel train(SequenceSource source, Bags bags, Matrix start, Progress progress) {
    int vocabulary = source.vocabulary();
    if (bags.vocabulary() != vocabulary) {
      throw new IllegalArgumentException(
          bags.vocabulary() + " bags of rows for " + vocabulary + " ids; give one for each");
    }
    Rows vectors = new Rows(bags.count(), settings.dimension());
    Rows contexts = new Rows(vocabulary, settings.dimension());
    if (vocabulary == 0) {
      return new SkipGramModel(vectors.matrix(), contexts);
    }
    long[] counts = counts(source);
    BitSet used = bags.used();
    initialize(vectors, used);
    boolean[] given = place(start, vectors);
    float[] keep = keep(counts);
    TrainingClock clock = new TrainingClock(settings, total(counts), progress, vectors);
    boolean alone = bags.eachItsOwn();
    int parts = settings.repeatable() && pairs(alone) ? Parts.fitting(counts) : 1;
    if (parts > 1) {
      Parts dealt = new Parts(counts, noiseWeights(counts), parts);
      new RepeatableTraining(settings, source, dealt, keep, clock, vectors, contexts).run();
    } else {
      train(source, bags, vectors, contexts, counts, keep, clock);
    }
    clock.finish();
    clearUnmoved(vectors, given, used);
    return new SkipGramModel(vectors.matrix(used), contexts);
  }

  /** Whether all that is learnt is learnt of pairs of an id and another. */
  private boolean pairs(boolean alone) {
    return alone
        && settings.mode() == SkipGramSettings.Mode.SKIP_GRAM
        && settings.loss() == SkipGramSettings.Loss.NEGATIVE_SAMPLING;
  }

  /** All threads on the same rows. */
  private void train(
      SequenceSource source,
      Bags bags,
      Rows vectors,
      Rows contexts,
      long[] counts,
      float[] keep,
      TrainingClock clock) {
    int threads = settings.repeatable() ? 1 : settings.threads();
    Function<FastRandom, WindowUpdate> updates = updates(bags, vectors, contexts, counts);
    List<Callable<Void>> pieces = new ArrayList<>();
    for (int t = 0; t < threads; t++) {
      int shard = t;
      pieces.add(
          () -> {
            for (int epoch = 0; epoch < settings.epochs(); epoch++) {
              FastRandom random = FastRandom.of(settings.seed(), epoch, shard, -4L - threads);
              WindowUpdate update = updates.apply(random);
              source.stream(
                  epoch, shard, threads, new Windows(settings, keep, clock, update, random));
            }
            return null;
          });
    }
    try (Workers workers = new Workers(threads)) {
      workers.run(pieces);
    }
  }

  /** What makes the update of a thread, from all that it draws. */
  private Function<FastRandom, WindowUpdate> updates(
      Bags bags, Rows vectors, Rows contexts, long[] counts) {
    boolean alone = bags.eachItsOwn();
    boolean middle = settings.mode() == SkipGramSettings.Mode.SKIP_GRAM;
    if (settings.loss() == SkipGramSettings.Loss.HIERARCHICAL_SOFTMAX) {
      Huffman tree = new Huffman(counts);
      return random -> update(middle, new Mean(vectors, bags), new TreeOutput(contexts, tree));
    }
    AliasTable law = AliasTable.of(noiseWeights(counts));
    return random -> {
      Noise noise = new Noise(law, settings.negatives(), random);
      return middle && alone
          ? new Grouped(new NegativeSampling(vectors, contexts, settings), noise)
          : update(
              middle,
              new Mean(vectors, bags),
              new NoiseOutput(contexts, settings.negatives(), noise));
    };
  }

  private static WindowUpdate update(boolean middle, Mean mean, Output output) {
    return middle ? new BagSkipGram(mean, output) : new BagOfWords(mean, output);
  }

  private static long[] counts(SequenceSource source) {
    long[] counts = source.counts();
    if (counts.length != source.vocabulary()) {
      throw new IllegalArgumentException(
          counts.length + " counts for " + source.vocabulary() + " ids; give one for each");
    }
    for (long count : counts) {
      if (count > 0) {
        return counts;
      }
    }
    throw new TriviumException(
        "none of the " + counts.length + " ids comes in any sequence; give at least one sequence");
  }

  private long total(long[] counts) {
    return LongStream.of(counts).sum() * settings.epochs();
  }

  /** The law of the negatives: count to the noise exponent, nothing for ids that never come. */
  float[] noiseWeights(long[] counts) {
    float[] weights = new float[counts.length];
    for (int i = 0; i < counts.length; i++) {
      weights[i] =
          counts[i] == 0 ? 0 : (float) Math.pow((double) counts[i], settings.noiseExponent());
    }
    return weights;
  }

  /** The probability of keeping each id; empty where all are kept. */
  float[] keep(long[] counts) {
    if (settings.subsampling() == 0) {
      return new float[0];
    }
    double all = 0;
    for (long count : counts) {
      all += (double) count;
    }
    float[] keep = new float[counts.length];
    for (int i = 0; i < counts.length; i++) {
      double ratio = settings.subsampling() * all / Math.max(1, (double) counts[i]);
      keep[i] = (float) (Math.sqrt(ratio) + ratio);
    }
    return keep;
  }

  private void initialize(Rows vectors, BitSet used) {
    float[] array = vectors.array();
    for (int r = used.nextSetBit(0); r >= 0; r = used.nextSetBit(r + 1)) {
      FastRandom random = initial(r);
      int o = vectors.of(r);
      for (int i = 0; i < settings.dimension(); i++) {
        array[o + i] = (random.nextFloat() - 0.5f) / settings.dimension();
      }
    }
  }

  /** Puts the rows that are known where they stood; returns which those are. */
  private boolean[] place(Matrix start, Rows vectors) {
    boolean[] given = new boolean[vectors.count()];
    for (int r = 0; r < start.rows(); r++) {
      given[r] = !Float.isNaN(start.array()[start.offset(r)]);
      if (given[r]) {
        requireFinite(start, r);
        System.arraycopy(
            start.array(), start.offset(r), vectors.array(), vectors.of(r), settings.dimension());
      }
    }
    return given;
  }

  private static void requireFinite(Matrix start, int row) {
    for (float number : start.row(row)) {
      if (!Float.isFinite(number)) {
        throw new IllegalArgumentException(
            "row %d of the start has %s among its numbers; give finite numbers, or NaN alone"
                .formatted(row, number));
      }
    }
  }

  /** A row that stands where it began has learnt nothing; zeros say so, where noise would lie. */
  private void clearUnmoved(Rows vectors, boolean[] given, BitSet used) {
    float[] array = vectors.array();
    for (int r = used.nextSetBit(0); r >= 0; r = used.nextSetBit(r + 1)) {
      FastRandom random = initial(r);
      int o = vectors.of(r);
      int i = 0;
      while (!given[r]
          && i < settings.dimension()
          && array[o + i] == (random.nextFloat() - 0.5f) / settings.dimension()) {
        i++;
      }
      if (i == settings.dimension()) {
        Arrays.fill(array, o, o + i, 0);
      }
    }
  }

  private FastRandom initial(int row) {
    return FastRandom.of(settings.seed(), row, 0, -1);
  }
}
