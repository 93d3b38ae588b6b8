package dev.trivium.graph;

import dev.trivium.core.math.FastRandom;
import dev.trivium.core.sequence.SequenceSink;
import dev.trivium.core.sequence.SequenceSource;
import java.util.Arrays;

/**
 * Random walks on a graph, first order (DeepWalk) or second (node2vec), made as they are asked for.
 *
 * <p>A walk follows from seed, epoch, start and its number alone: it is the same whatever else is
 * asked for, in whichever thread. A node without arcs out ends the walk that reaches it, so that
 * one without any has walks of itself alone. Memory beside the graph: 8 bytes an arc and a node
 * where weighted, nothing where not. Safe for use by several threads.
 */
public final class RandomWalks implements SequenceSource {
  private final Adjacency graph;
  private final WalkSettings settings;
  private final long seed;
  private final FirstOrder first;
  private final SecondOrder second;

  public RandomWalks(Adjacency graph, WalkSettings settings, long seed) {
    this.graph = graph;
    this.settings = settings;
    this.seed = seed;
    this.first = new FirstOrder(graph);
    this.second = new SecondOrder(graph, first, settings);
  }

  /**
   * Writes walk number {@code number} ≥ 0 from node {@code start} into {@code walk}, which has room
   * for {@link WalkSettings#walkLength()} nodes; returns how many it has.
   */
  public int walk(int epoch, int start, int number, int[] walk) {
    return walk(FastRandom.of(seed, epoch, start, number), start, walk);
  }

  private int walk(FastRandom random, int start, int[] walk) {
    walk[0] = start;
    int[] neighbors = graph.neighbors();
    boolean remembers = settings.secondOrder();
    int arc = first.draw(random, start);
    int length = 1;
    while (arc >= 0 && length < settings.walkLength()) {
      walk[length++] = neighbors[arc];
      arc =
          remembers
              ? second.draw(random, walk[length - 2], arc)
              : first.draw(random, neighbors[arc]);
    }
    return length;
  }

  @Override
  public int vocabulary() {
    return graph.size();
  }

  /**
   * How often each node is visited in an epoch, judged by one walk from each; at least once for
   * each walk of its own. Exact where there is one walk for each node.
   */
  @Override
  public long[] counts() {
    long[] counts = new long[graph.size()];
    int[] walk = new int[settings.walkLength()];
    for (int v = 0; v < counts.length; v++) {
      int length = walk(0, v, 0, walk);
      for (int i = 0; i < length; i++) {
        counts[walk[i]] += settings.walksPerNode();
      }
    }
    return counts;
  }

  /**
   * The walks numbered 0 from all nodes, then those numbered 1 and so on, the nodes each time in
   * another order; shard s of S has the s-th S-th of each round.
   */
  @Override
  public void stream(int epoch, int shard, int shards, SequenceSink sink) {
    int n = graph.size();
    int from = (int) ((long) n * shard / shards);
    int to = (int) ((long) n * (shard + 1) / shards);
    int[] walk = new int[settings.walkLength()];
    for (int number = 0; number < settings.walksPerNode(); number++) {
      int[] order = order(epoch, number);
      for (int i = from; i < to; i++) {
        sink.accept(walk, 0, walk(epoch, order[i], number, walk));
      }
    }
  }

  private int[] order(int epoch, int number) {
    FastRandom random = FastRandom.of(seed, epoch, -1, number);
    int[] order = new int[graph.size()];
    Arrays.setAll(order, i -> i);
    for (int i = order.length - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int swap = order[i];
      order[i] = order[j];
      order[j] = swap;
    }
    return order;
  }
}
