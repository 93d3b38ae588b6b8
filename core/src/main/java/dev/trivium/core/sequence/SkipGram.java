package dev.trivium.core.sequence;

import dev.trivium.core.Progress;
import dev.trivium.core.TriviumException;
import dev.trivium.core.math.AliasTable;
import dev.trivium.core.math.FastRandom;
import dev.trivium.core.math.Matrix;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.LongStream;

/**
 * Skip-gram with negative sampling over streams of ids (Mikolov et al., <i>Distributed
 * representations of words and phrases and their compositionality</i>, NIPS 2013), the negatives
 * shared by a few pairs (Ji et al. 2016), several threads without locks (Recht et al.,
 * <i>Hogwild!</i>, NIPS 2011). The sequences are asked for anew in each epoch and never stored.
 *
 * <p>Memory: two matrices {@code [vocabulary × dimension]}. Cost: about {@code 3·window·(negatives
 * + 1)·dimension} multiply-adds a token. Vectors start uniform in ±1/(2·dimension), contexts at
 * zero.
 */
public final class SkipGram {
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
    int vocabulary = source.vocabulary();
    Matrix vectors = Matrix.zeros(vocabulary, settings.dimension());
    Matrix contexts = Matrix.zeros(vocabulary, settings.dimension());
    if (vocabulary == 0) {
      return new SkipGramModel(vectors, contexts);
    }
    long[] counts = counts(source);
    initialize(vectors);
    AliasTable noise = noise(counts);
    float[] keep = keep(counts);
    TrainingClock clock = new TrainingClock(settings, total(counts), progress);
    List<Callable<Void>> workers = new ArrayList<>();
    for (int t = 0; t < settings.threads(); t++) {
      workers.add(worker(source, t, vectors, contexts, noise, keep, clock));
    }
    Workers.run(workers);
    clock.finish();
    clearUnmoved(vectors);
    return new SkipGramModel(vectors, contexts);
  }

  private Callable<Void> worker(
      SequenceSource source,
      int shard,
      Matrix vectors,
      Matrix contexts,
      AliasTable noise,
      float[] keep,
      TrainingClock clock) {
    return () -> {
      WindowUpdate update = new NegativeSampling(vectors.array(), contexts.array(), settings);
      for (int epoch = 0; epoch < settings.epochs(); epoch++) {
        FastRandom random = FastRandom.of(settings.seed(), epoch, shard, settings.threads());
        source.stream(
            epoch,
            shard,
            settings.threads(),
            new Windows(settings, noise, keep, clock, update, random));
      }
      return null;
    };
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
  AliasTable noise(long[] counts) {
    float[] weights = new float[counts.length];
    for (int i = 0; i < counts.length; i++) {
      weights[i] =
          counts[i] == 0 ? 0 : (float) Math.pow((double) counts[i], settings.noiseExponent());
    }
    return AliasTable.of(weights);
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

  private void initialize(Matrix vectors) {
    float[] array = vectors.array();
    for (int r = 0; r < vectors.rows(); r++) {
      FastRandom random = initial(r);
      int o = vectors.offset(r);
      for (int i = 0; i < settings.dimension(); i++) {
        array[o + i] = (random.nextFloat() - 0.5f) / settings.dimension();
      }
    }
  }

  /** A row that stands where it began has learnt nothing; zeros say so, where noise would lie. */
  private void clearUnmoved(Matrix vectors) {
    float[] array = vectors.array();
    for (int r = 0; r < vectors.rows(); r++) {
      FastRandom random = initial(r);
      int o = vectors.offset(r);
      int i = 0;
      while (i < settings.dimension()
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
