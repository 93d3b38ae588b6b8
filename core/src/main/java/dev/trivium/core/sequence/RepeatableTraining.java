package dev.trivium.core.sequence;

import dev.trivium.core.math.FastRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/**
 * Skip-gram to the same bytes at any number of threads. The ids are dealt to P {@link Parts}; an
 * episode of sequences is cut into pairs, and these are sorted into P × P blocks by the parts of
 * input and target. Blocks that share no part touch no common row, so that P of them are trained
 * side by side without locks and without races, in P rounds (Zhu et al., <i>GraphVite</i>, WWW
 * 2019), each block in its turn ({@link Turns}); a pair's noise comes from its target's part. What
 * is drawn belongs to a chunk or a block, not to a thread. Memory: about 16 bytes for each of the
 * {@value #MOST_PAIRS} pairs of an episode; more where a single sequence has more pairs than that.
 */
final class RepeatableTraining {
  private static final int CHUNKS = 16;
  private static final int FEWEST_PAIRS = 1 << 16;
  private static final int MOST_PAIRS = 1 << 21;
  private static final int EPISODES = 32;

  private final SkipGramSettings settings;
  private final SequenceSource source;
  private final Parts parts;
  private final float[] keep;
  private final TrainingClock clock;
  private final int episodes;
  private final List<PairBlocks> chunks = new ArrayList<>();
  private final Rows vectors;
  private final Rows contexts;

  RepeatableTraining(
      SkipGramSettings settings,
      SequenceSource source,
      Parts parts,
      float[] keep,
      TrainingClock clock,
      Rows vectors,
      Rows contexts) {
    this.settings = settings;
    this.source = source;
    this.parts = parts;
    this.keep = keep;
    this.clock = clock;
    this.vectors = vectors;
    this.contexts = contexts;
    double pairs = clock.total() * (settings.window() + 1.0);
    double episode = Math.min(MOST_PAIRS, Math.max(FEWEST_PAIRS, pairs / EPISODES));
    this.episodes = (int) Math.max(1, Math.ceil(pairs / settings.epochs() / episode));
    for (int c = 0; c < CHUNKS; c++) {
      chunks.add(new PairBlocks(parts));
    }
  }

  void run() {
    try (Workers workers = new Workers(settings.threads())) {
      for (int epoch = 0; epoch < settings.epochs(); epoch++) {
        for (int episode = 0; episode < episodes; episode++) {
          long before = clock.done();
          workers.run(reading(epoch, episode));
          workers.run(training(epoch, episode, before));
        }
      }
    }
  }

  private List<Callable<Void>> reading(int epoch, int episode) {
    List<Callable<Void>> pieces = new ArrayList<>();
    for (int c = 0; c < CHUNKS; c++) {
      PairBlocks blocks = chunks.get(c);
      int shard = episode * CHUNKS + c;
      pieces.add(
          () -> {
            blocks.clear();
            FastRandom random = FastRandom.of(settings.seed(), epoch, shard, -2);
            source.stream(
                epoch,
                shard,
                episodes * CHUNKS,
                new Windows(settings, keep, clock, blocks, random));
            return null;
          });
    }
    return pieces;
  }

  private List<Callable<Void>> training(int epoch, int episode, long before) {
    return new BlockRounds(parts.count(), settings.threads())
        .pieces(() -> new Blocks(epoch, episode, before));
  }

  /** Trains block after block, on one thread. */
  private final class Blocks implements BlockRounds.Block {
    private final int epoch;
    private final int episode;
    private final long before;
    private final long tokens;
    private final NegativeSampling sampling;
    private final int[] noise;

    Blocks(int epoch, int episode, long before) {
      this.epoch = epoch;
      this.episode = episode;
      this.before = before;
      this.tokens = clock.done() - before;
      this.sampling = new NegativeSampling(vectors, contexts, settings);
      this.noise = new int[settings.negatives()];
    }

    @Override
    public void work(int row, int column) {
      int block = row * parts.count() + column;
      float rate = clock.rateAt(before + (double) tokens * (row ^ column) / parts.count());
      long stream = (long) episode * chunks.size() + 1;
      FastRandom random = FastRandom.of(settings.seed(), epoch, stream, -3L - block);
      for (PairBlocks chunk : chunks) {
        clock.requireGoingOn();
        pairs(chunk.pairs(block), chunk.size(block), column, random, rate);
      }
    }

    private void pairs(int[] pairs, int size, int column, FastRandom random, float rate) {
      for (int from = 0; from < size; from += NegativeSampling.GROUP) {
        for (int k = 0; k < noise.length; k++) {
          noise[k] = parts.draw(column, random);
        }
        int count = Math.min(NegativeSampling.GROUP, size - from);
        sampling.pairs(pairs, from, count, noise, noise.length, rate);
      }
    }
  }
}
