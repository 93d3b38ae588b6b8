package dev.trivium.core.index;

import dev.trivium.core.math.Matrix;
import dev.trivium.core.math.Vectors;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/**
 * Vectors that are searched exactly, and to which more can be added: immutable, adding gives a new
 * one that shares all but the new vector with the old one, in O(d) on average.
 *
 * <p>A search reads one byte for each number. Vectors stand in blocks, longest first, each block as
 * whole numbers of a byte times one scale; the product of a query with such a code, and how far
 * both are from what they stand for (Cauchy and Schwarz), bound the product of the vectors from
 * above. Only what can still be among the best is multiplied in floats, and blocks too short for
 * that are not read (Teflioudi et al. 2015, LEMP). What is found is what comparing all in floats
 * finds, ties included.
 */
public final class VectorScan {
  private static final int SIZE = Vectors.BLOCK;

  private final int dimension;
  private final Blocks blocks;
  private final int full;
  private final Tail tail;
  private final int open;

  /** Decides whether a vector may be found. */
  @FunctionalInterface
  public interface Filter {
    /**
     * Whether this one may.
     *
     * @param slot where the vector stands
     * @param number what it is called
     */
    boolean test(int slot, int number);
  }

  /**
   * What is searched for.
   *
   * @param vector {@code [d]}, of finite numbers
   * @param k how many at most
   * @param filter asked of those only that would be among the best
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  public record Query(float[] vector, Similarity similarity, int k, Filter filter) {}

  /** Full blocks, of which older scans know fewer. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Blocks(ScanBlock[] array, AtomicInteger used) {
    Blocks with(int at, ScanBlock block) {
      if (at < array.length && used.compareAndSet(at, at + 1)) {
        array[at] = block;
        return this;
      }
      ScanBlock[] more = Arrays.copyOf(array, Math.max(16, 2 * at));
      more[at] = block;
      return new Blocks(more, new AtomicInteger(at + 1));
    }
  }

  /** A block being filled, of which older scans know less. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Tail(int[] numbers, float[] array, AtomicInteger used) {
    static Tail empty(int dimension) {
      return new Tail(new int[SIZE], new float[SIZE * dimension], new AtomicInteger());
    }

    Tail with(int at, int number, float[] vector) {
      Tail mine =
          used.compareAndSet(at, at + 1)
              ? this
              : new Tail(numbers.clone(), array.clone(), new AtomicInteger(at + 1));
      mine.numbers[at] = number;
      System.arraycopy(vector, 0, mine.array, at * vector.length, vector.length);
      return mine;
    }
  }

  private VectorScan(int dimension, Blocks blocks, int full, Tail tail, int open) {
    this.dimension = dimension;
    this.blocks = blocks;
    this.full = full;
    this.tail = tail;
    this.open = open;
  }

  /** Over the rows of a matrix, called by their numbers; the matrix is shared. Cost: O(n d). */
  public static VectorScan of(Matrix rows) {
    return of(rows, IntStream.range(0, rows.rows()).toArray());
  }

  /** Over the rows of a matrix, called by the numbers given. */
  public static VectorScan of(Matrix rows, int[] numbers) {
    int d = rows.columns();
    int[] order = longestFirst(rows);
    int full = order.length / SIZE;
    ScanBlock[] blocks = new ScanBlock[full];
    IntStream.range(0, full).parallel().forEach(b -> blocks[b] = block(rows, numbers, order, b));
    VectorScan scan =
        new VectorScan(d, new Blocks(blocks, new AtomicInteger(full)), full, Tail.empty(d), 0);
    for (int i = full * SIZE; i < order.length; i++) {
      scan = scan.plus(numbers[order[i]], rows.row(order[i]));
    }
    return scan;
  }

  /** Those of one length by number. */
  private static int[] longestFirst(Matrix rows) {
    long[] keys = new long[rows.rows()];
    IntStream.range(0, keys.length)
        .parallel()
        .forEach(
            r -> {
              float norm = Vectors.norm(rows.array(), rows.offset(r), rows.columns());
              keys[r] = (long) -Float.floatToIntBits(norm) << 32 | r;
            });
    Arrays.parallelSort(keys);
    return Arrays.stream(keys).mapToInt(key -> (int) key).toArray();
  }

  private static ScanBlock block(Matrix rows, int[] numbers, int[] order, int b) {
    int[] called = new int[SIZE];
    int[] offsets = new int[SIZE];
    for (int i = 0; i < SIZE; i++) {
      called[i] = numbers[order[b * SIZE + i]];
      offsets[i] = rows.offset(order[b * SIZE + i]);
    }
    return ScanBlock.of(called, rows.array(), offsets, rows.columns());
  }

  /** How many vectors there are; the next one added stands in this slot. */
  public int size() {
    return full * SIZE + open;
  }

  /** What the vector in a slot is called. */
  public int number(int slot) {
    return slot < full * SIZE
        ? blocks.array[slot / SIZE].numbers()[slot % SIZE]
        : tail.numbers[slot - full * SIZE];
  }

  /** A copy of the vector in a slot. */
  public float[] vector(int slot) {
    if (slot < full * SIZE) {
      ScanBlock block = blocks.array[slot / SIZE];
      int from = block.offsets()[slot % SIZE];
      return Arrays.copyOfRange(block.array(), from, from + dimension);
    }
    int from = (slot - full * SIZE) * dimension;
    return Arrays.copyOfRange(tail.array, from, from + dimension);
  }

  /** With one more vector {@code [d]}, of finite numbers; copied. */
  public VectorScan plus(int number, float[] vector) {
    if (vector.length != dimension) {
      throw new IllegalArgumentException(
          "the vector has " + vector.length + " numbers, the others " + dimension);
    }
    Tail more = tail.with(open, number, vector);
    if (open + 1 < SIZE) {
      return new VectorScan(dimension, blocks, full, more, open + 1);
    }
    int[] offsets = IntStream.range(0, SIZE).map(i -> i * dimension).toArray();
    ScanBlock block = ScanBlock.of(more.numbers, more.array, offsets, dimension);
    return new VectorScan(dimension, blocks.with(full, block), full + 1, Tail.empty(dimension), 0);
  }

  /** The best of one query, by the numbers of the vectors. */
  public TopK search(Query query) {
    return search(List.of(query)).get(0);
  }

  /** The best of each query; all are compared with a block while it is at hand. */
  public List<TopK> search(List<Query> queries) {
    return search(queries, 0);
  }

  /** The best of each query among those from a slot on: what was added to a scan of that size. */
  public List<TopK> search(List<Query> queries, int from) {
    List<ScanSearch> searches = new ArrayList<>(queries.size());
    for (Query query : queries) {
      searches.add(new ScanSearch(query, dimension, size(), from));
    }
    for (int b = from / SIZE; b < full; b++) {
      for (ScanSearch search : searches) {
        search.read(blocks.array[b], b * SIZE);
      }
    }
    for (ScanSearch search : searches) {
      for (int i = Math.max(0, from - full * SIZE); i < open; i++) {
        search.compare(tail.array, i * dimension, full * SIZE + i, tail.numbers[i]);
      }
    }
    return searches.stream().map(ScanSearch::best).toList();
  }
}
