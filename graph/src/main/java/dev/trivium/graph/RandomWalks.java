package dev.trivium.graph;

import dev.trivium.core.sequence.SequenceSink;
import dev.trivium.core.sequence.SequenceSource;
import java.util.BitSet;
import java.util.List;

/**
 * Random walks on a graph, made as they are asked for: first order (DeepWalk) or second (node2vec),
 * with restarts where the settings ask for them; or along a metapath.
 *
 * <p>A walk follows from seed, epoch, start and its number alone: it is the same whatever else is
 * asked for, in whichever thread. A node without arcs out ends the walk that reaches it, so that
 * one without any has walks of itself alone. Memory beside the graph: first order 8 bytes an arc
 * where weighted, nothing where not; second order as much, 6 bytes an arc and 4 a node where q ≠ 1,
 * and 8 a node where weighted. Safe for use by several threads.
 */
public final class RandomWalks implements SequenceSource {
  /** Enough to hide the way to memory, few enough to stay in the nearest cache. */
  private static final int LANES = 32;

  private final int vocabulary;
  private final int[] starts; // empty where every node is one
  private final int size; // of the starts
  private final WalkSettings settings;
  private final long seed;
  private final Stepper stepper;
  private final BitSet onPath; // nodes of a metapath's types

  /** Walks from every node. */
  public RandomWalks(Adjacency graph, WalkSettings settings, long seed) {
    this.vocabulary = graph.size();
    this.starts = new int[0];
    this.size = graph.size();
    this.settings = settings;
    this.seed = seed;
    this.stepper =
        settings.secondOrder() ? new SecondOrder(graph, settings) : new FirstOrder(graph);
    this.onPath = new BitSet();
  }

  private RandomWalks(Metapath path, WalkSettings settings, long seed) {
    this.vocabulary = path.nodes();
    this.starts = path.starts();
    this.size = starts.length;
    this.settings = settings;
    this.seed = seed;
    this.stepper = path;
    this.onPath = path.onPath();
  }

  /**
   * Walks that follow the types of a metapath round and round (Dong, Chawla and Swami,
   * <i>metapath2vec: scalable representation learning for heterogeneous networks</i>, KDD 2017),
   * from every node of its first type: each step goes to a neighbour of the type that is next, in
   * proportion to the arc's weight; a walk ends where there is none. A restart begins the metapath
   * anew. Memory: at most 4 bytes an arc of the graph (12 where weighted), and 4 bytes a node for
   * each different step of the metapath.
   *
   * @param types the type of each node {@code [nodes]}
   * @param metapath types, the last the same as the first: author, paper, venue, paper, author
   * @param settings p and q must be 1
   */
  public static RandomWalks metapath(
      Adjacency graph,
      List<String> types,
      List<String> metapath,
      WalkSettings settings,
      long seed) {
    if (settings.secondOrder()) {
      throw new IllegalArgumentException(
          "p is %s and q is %s; a metapath's walks know neither, choose 1 and 1"
              .formatted(settings.p(), settings.q()));
    }
    return new RandomWalks(Metapath.of(graph, types, metapath), settings, seed);
  }

  /**
   * Writes walk number {@code number} ≥ 0 from node {@code start} into {@code walk}, which has room
   * for {@link WalkSettings#walkLength()} nodes; returns how many it has.
   */
  public int walk(int epoch, int start, int number, int[] walk) {
    WalkBatch batch = new WalkBatch(1, settings);
    batch.begin(0, start, seed, epoch, number);
    stepper.walk(batch);
    int length = batch.to(0);
    System.arraycopy(batch.nodes(), 0, walk, 0, length);
    return length;
  }

  @Override
  public int vocabulary() {
    return vocabulary;
  }

  /** The most nodes that a walk has. */
  int walkLength() {
    return settings.walkLength();
  }

  /**
   * How many walks an epoch has: {@link WalkSettings#walksPerNode()} for each node they start at.
   */
  public long walks() {
    return (long) size * settings.walksPerNode();
  }

  /**
   * How often each node is visited in an epoch, judged by one walk from each start; at least once
   * for each walk of its own, and, along a metapath, once for each node of a type that stands in
   * it. Exact where there is one walk for each node.
   */
  @Override
  public long[] counts() {
    long[] counts = new long[vocabulary];
    range(
        0,
        0,
        size,
        (walk, from, to) -> {
          for (int i = from; i < to; i++) {
            counts[walk[i]] += settings.walksPerNode();
          }
        });
    onPath.stream().forEach(v -> counts[v] = Math.max(1, counts[v]));
    return counts;
  }

  /**
   * The walks numbered 0 from all starts, then those numbered 1 and so on, the starts each time in
   * another order: the same order whatever the number of shards, of which each has a stretch. Costs
   * its share alone.
   */
  @Override
  public void stream(int epoch, int shard, int shards, SequenceSink sink) {
    range(epoch, place(shard, shards), place(shard + 1, shards), sink);
  }

  /** Where a shard begins: ⌊walks · shard / shards⌋, without overflow. */
  private long place(int shard, int shards) {
    long walks = walks();
    return walks / shards * shard + walks % shards * shard / shards;
  }

  private void range(int epoch, long from, long to, SequenceSink sink) {
    WalkOrder order = new WalkOrder(size, seed, epoch);
    WalkBatch batch = new WalkBatch((int) Math.min(LANES, to - from), settings);
    for (long g = from; g < to; g += batch.lanes) {
      int walks = (int) Math.min(batch.lanes, to - g);
      for (int lane = 0; lane < walks; lane++) {
        int place = order.start(g + lane);
        batch.begin(lane, starts.length == 0 ? place : starts[place], seed, epoch, order.round());
      }
      stepper.walk(batch);
      for (int lane = 0; lane < walks; lane++) {
        sink.accept(batch.nodes(), batch.from(lane), batch.to(lane));
      }
    }
  }
}
