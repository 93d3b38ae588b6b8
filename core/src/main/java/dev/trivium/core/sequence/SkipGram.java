package dev.trivium.core.sequence;

import dev.trivium.core.Progress;
import dev.trivium.core.TriviumException;
import dev.trivium.core.math.AliasTable;
import dev.trivium.core.math.FastRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.LongStream;

/**
 * Skip-gram and CBOW with negative sampling over streams of ids (Mikolov et al., <i>Distributed
 * representations of words and phrases and their compositionality</i>, NIPS 2013), the negatives
 * shared by a few pairs (Ji et al. 2016). The sequences are asked for anew in each epoch and never
 * stored. Several threads write without locks (Recht et al., <i>Hogwild!</i>, NIPS 2011), or, where
 * it must repeat, in blocks that share no row ({@link SkipGramSettings#repeatable}); CBOW and
 * vocabularies of fewer than 512 ids, which cannot be parted, then take one thread.
 *
 * <p>Memory: two matrices {@code [vocabulary × dimension]}, rows filled up to a multiple of 16, and
 * the vectors as they are when they are handed over. Cost: about {@code 3·window·(negatives +
 * 1)·dimension} multiply-adds a token. Vectors start uniform in ±1/(2·dimension), contexts at zero.
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
    Rows vectors = new Rows(vocabulary, settings.dimension());
    Rows contexts = new Rows(vocabulary, settings.dimension());
    if (vocabulary == 0) {
      return new SkipGramModel(vectors.matrix(), contexts);
    }
    long[] counts = counts(source);
    initialize(vectors);
    float[] keep = keep(counts);
    TrainingClock clock = new TrainingClock(settings, total(counts), progress);
    int parts = settings.repeatable() && !bag() ? Parts.fitting(counts) : 1;
    if (parts > 1) {
      Parts dealt = new Parts(counts, noiseWeights(counts), parts);
      new RepeatableTraining(settings, source, dealt, keep, clock, vectors, contexts).run();
    } else {
      AliasTable noise = AliasTable.of(noiseWeights(counts));
      train(source, vectors, contexts, noise, keep, clock);
    }
    clock.finish();
    clearUnmoved(vectors);
    return new SkipGramModel(vectors.matrix(), contexts);
  }

  private boolean bag() {
    return settings.mode() == SkipGramSettings.Mode.CBOW;
  }

  /** All threads on the same rows. */
  private void train(
      SequenceSource source,
      Rows vectors,
      Rows contexts,
      AliasTable noise,
      float[] keep,
      TrainingClock clock) {
    int threads = settings.repeatable() ? 1 : settings.threads();
    List<Callable<Void>> pieces = new ArrayList<>();
    for (int t = 0; t < threads; t++) {
      int shard = t;
      pieces.add(
          () -> {
            for (int epoch = 0; epoch < settings.epochs(); epoch++) {
              FastRandom random = FastRandom.of(settings.seed(), epoch, shard, -4L - threads);
              WindowUpdate update = update(vectors, contexts, noise, random);
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

  private WindowUpdate update(Rows vectors, Rows contexts, AliasTable law, FastRandom random) {
    Noise noise = new Noise(law, settings.negatives(), random);
    return bag()
        ? new BagOfWords(vectors, contexts, settings, noise)
        : new Grouped(new NegativeSampling(vectors, contexts, settings), noise);
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

  private void initialize(Rows vectors) {
    float[] array = vectors.array();
    for (int r = 0; r < vectors.count(); r++) {
      FastRandom random = initial(r);
      int o = vectors.of(r);
      for (int i = 0; i < settings.dimension(); i++) {
        array[o + i] = (random.nextFloat() - 0.5f) / settings.dimension();
      }
    }
  }

  /** A row that stands where it began has learnt nothing; zeros say so, where noise would lie. */
  private void clearUnmoved(Rows vectors) {
    float[] array = vectors.array();
    for (int r = 0; r < vectors.count(); r++) {
      FastRandom random = initial(r);
      int o = vectors.of(r);
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
