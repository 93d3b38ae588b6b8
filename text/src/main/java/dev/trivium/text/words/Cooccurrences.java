package dev.trivium.text.words;

import dev.trivium.core.Progress;
import dev.trivium.core.math.FastRandom;
import dev.trivium.core.sequence.SequenceSource;
import dev.trivium.core.sequence.Workers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.LongStream;

/**
 * How often words come within a window of each other, in blocks of pairs to train on. Counting
 * takes no more memory than it may: half for tables of frequent pairs, half for the others and then
 * for the blocks; what is more goes to temporary files, which are gone with {@link #close}, a
 * failure, or the process. The counts are exact, and the blocks the same at any number of threads
 * and any memory.
 */
final class Cooccurrences implements AutoCloseable {
  private static final int FIRST = 1 << 12;

  private final GloVeSettings settings;
  private final WordParts parts;
  private final boolean[] met;
  private final LongAdder selves = new LongAdder();
  private final Path folder;
  private final CountBlocks blocks;

  private Cooccurrences(GloVeSettings settings, WordParts parts, Path folder, long memory)
      throws IOException {
    this.settings = settings;
    this.parts = parts;
    this.met = new boolean[parts.words()];
    this.folder = folder;
    this.blocks = new CountBlocks(parts.count() * parts.count(), memory, folder);
  }

  /**
   * Counts the pairs of epoch 0 of a source.
   *
   * @param temporary a folder to make temporary files in
   */
  static Cooccurrences count(
      SequenceSource source, GloVeSettings settings, Path temporary, Progress progress) {
    long[] counts = source.counts();
    Cooccurrences made = null;
    try {
      Files.createDirectories(temporary);
      long half = Math.min(settings.memory(), Runtime.getRuntime().maxMemory() / 2) / 2;
      Cooccurrences all = new Cooccurrences(settings, new WordParts(counts), temporary, half);
      try (Workers workers = new Workers(settings.threads());
          CountRuns runs = new CountRuns(temporary, all.parts.count())) {
        long tokens = LongStream.of(counts).sum();
        all.count(source, workers, half / settings.threads(), runs, tokens, progress);
        made = all;
      } finally {
        if (made == null) {
          all.close();
        }
      }
      return made;
    } catch (IOException e) {
      throw CountRuns.failure(e, temporary);
    }
  }

  private void count(
      SequenceSource source,
      Workers workers,
      long memory,
      CountRuns runs,
      long tokens,
      Progress progress) {
    Tally tally = new Tally("counting", tokens, progress);
    DenseCounts dense = count(source, workers, memory, runs, tally);
    List<Callable<Void>> joining = new ArrayList<>();
    for (int p = 0; p < parts.count(); p++) {
      int row = p;
      joining.add(
          () -> {
            join(row, dense, runs);
            return null;
          });
    }
    workers.run(joining);
    tally.finish();
  }

  private DenseCounts count(
      SequenceSource source, Workers workers, long memory, CountRuns runs, Tally tally) {
    List<DenseCounts> tables = new ArrayList<>();
    List<Callable<Void>> counting = new ArrayList<>();
    for (int t = 0; t < settings.threads(); t++) {
      int shard = t;
      CooccurrenceCounter counter = new CooccurrenceCounter(parts, settings, memory, runs, tally);
      tables.add(counter.dense());
      counting.add(
          () -> {
            source.stream(0, shard, settings.threads(), counter);
            counter.finish();
            return null;
          });
    }
    workers.run(counting);
    tables.stream().skip(1).forEach(tables.get(0)::addAll);
    return tables.get(0);
  }

  /** Makes the blocks of a part of rows. */
  private void join(int row, DenseCounts dense, CountRuns runs) {
    List<CountRuns.Reader> readers = runs.readers(row);
    try {
      PairCounts sums = new PairCounts(PairCounts.slots(Long.MAX_VALUE));
      BlockBuilder builder = new BlockBuilder();
      for (int column = settings.symmetric() ? row : 0; column < parts.count(); column++) {
        int block = row * parts.count() + column;
        for (CountRuns.Reader reader : readers) {
          reader.addBlock(block, sums);
        }
        builder.build(row, column, dense, sums);
        builder.shuffle(FastRandom.of(settings.seed(), block, 0, -11));
        blocks.put(block, builder.pairs, builder.size);
        sums.clear();
      }
    } catch (IOException e) {
      throw CountRuns.failure(e, folder);
    }
  }

  /** Gathers the pairs of a block, one block after another. */
  private final class BlockBuilder {
    private int[] pairs = new int[CountBlocks.INTS * FIRST];
    private int size;

    /** In the order of the keys, wherever a pair was counted. */
    void build(int row, int column, DenseCounts dense, PairCounts sums) {
      size = 0;
      long[] keys = sums.keys();
      int k = 0;
      for (int a = 0; a < parts.size(row); a++) {
        int b = settings.symmetric() && row == column ? a : 0;
        while (b < parts.size(column) && addDense(row, a, column, b, dense)) {
          b++;
        }
        for (; k < keys.length && (int) (keys[k] >>> 16 & 0xffff) == a; k++) {
          add(row, a, column, (int) (keys[k] & 0xffff), sums.count(keys[k]));
        }
      }
    }

    /** Whether it is a pair of frequent words; it is added then. */
    private boolean addDense(int row, int a, int column, int b, DenseCounts dense) {
      int word = parts.rank(row, a);
      int context = parts.rank(column, b);
      boolean swap = settings.symmetric() && word > context;
      int low = swap ? context : word;
      int high = swap ? word : context;
      boolean frequent = high < dense.end(low);
      if (frequent) {
        add(row, a, column, b, dense.count(low, high));
      }
      return frequent;
    }

    private void add(int row, int a, int column, int b, long count) {
      if (count == 0) {
        return;
      }
      boolean self = row == column && a == b;
      double x = (double) count / CooccurrenceCounter.UNIT * (self && settings.symmetric() ? 2 : 1);
      if (CountBlocks.INTS * size == pairs.length) {
        pairs = Arrays.copyOf(pairs, 2 * pairs.length);
      }
      int o = CountBlocks.INTS * size++;
      pairs[o] = a << 16 | b;
      pairs[o + 1] = Float.floatToRawIntBits((float) Math.log(x));
      pairs[o + 2] = Float.floatToRawIntBits((float) weight(x));
      if (self) {
        selves.increment();
      }
      met[parts.start(row) + a] = true;
      met[parts.start(column) + b] = true;
    }

    private double weight(double x) {
      return x >= settings.maximum() ? 1 : Math.pow(x / settings.maximum(), settings.exponent());
    }

    void shuffle(FastRandom random) {
      for (int i = size - 1; i > 0; i--) {
        int j = random.nextInt(i + 1);
        for (int k = 0; k < CountBlocks.INTS; k++) {
          int swap = pairs[CountBlocks.INTS * i + k];
          pairs[CountBlocks.INTS * i + k] = pairs[CountBlocks.INTS * j + k];
          pairs[CountBlocks.INTS * j + k] = swap;
        }
      }
    }
  }

  WordParts parts() {
    return parts;
  }

  /** The pairs of a word and a context, both ways round where both sides are context. */
  long pairs() {
    return settings.symmetric() ? 2 * blocks.size() - selves.sum() : blocks.size();
  }

  /** Whether the word of a row came beside another. */
  boolean met(int row) {
    return met[row];
  }

  /**
   * The blocks by part of the word and part of the context; where both sides of a word are its
   * context, those below the diagonal are left out, being those above it mirrored, and so is one of
   * each two pairs on the diagonal.
   */
  CountBlocks blocks() {
    return blocks;
  }

  @Override
  public void close() {
    blocks.close();
  }
}
