package dev.trivium.graph;

import dev.trivium.core.math.FastRandom;
import java.util.Arrays;

/**
 * Walks that go side by side, a step of each in turn: while one waits for memory the others do not.
 * Each has a generator of its own, so that it is the same whoever goes beside it. A walk has a lane
 * for its nodes, and a turn among those still under way; when it ends, the last takes its turn.
 */
final class WalkBatch {
  /** Nodes for which lanes side by side have room; long walks go in fewer lanes. */
  private static final int ROOM = 1 << 20;

  final int lanes;
  private final int room;
  private final double restart;
  private final int[] nodes;
  private final int[] tos; // by lane
  private int walking;
  // By turn.
  private final int[] laneOf;
  private final int[] heads;
  private final int[] ends;
  private final FastRandom[] randoms;

  /**
   * @param most lanes to have
   */
  WalkBatch(int most, WalkSettings settings) {
    this.room = settings.walkLength();
    this.lanes = lanes(most, room);
    this.restart = settings.restart();
    this.nodes = new int[lanes * room];
    this.tos = new int[lanes];
    this.laneOf = new int[lanes];
    this.heads = new int[lanes];
    this.ends = new int[lanes];
    this.randoms = new FastRandom[lanes];
    Arrays.setAll(randoms, lane -> new FastRandom(0));
  }

  static int lanes(int most, int walkLength) {
    return Math.min(most, Math.max(1, ROOM / walkLength));
  }

  /** Puts the walk number {@code number} from {@code start} on a lane of its own. */
  void begin(int lane, int start, long seed, int epoch, int number) {
    int from = lane * room;
    nodes[from] = start;
    tos[lane] = from + 1;
    if (room > 1) {
      randoms[walking].restart(seed, epoch, start, number);
      laneOf[walking] = lane;
      heads[walking] = start;
      ends[walking++] = from + 1;
    }
  }

  /** How many walks are still under way. */
  int walking() {
    return walking;
  }

  /** The node where the {@code i}-th walk under way is. */
  int head(int i) {
    return heads[i];
  }

  int start(int i) {
    return nodes[laneOf[i] * room];
  }

  FastRandom random(int i) {
    return randoms[i];
  }

  /** Whether the step to come is a jump back to the start. */
  boolean restarts(int i) {
    return restart > 0 && randoms[i].nextDouble() < restart;
  }

  /** The walk goes to {@code node}; whether it is then as long as was asked for. */
  boolean go(int i, int node) {
    int end = ends[i];
    nodes[end] = node;
    heads[i] = node;
    ends[i] = end + 1;
    return end + 1 == (laneOf[i] + 1) * room;
  }

  /** The same where {@code really} is 1; stays where it is 0. Without a branch to foresee. */
  boolean goIf(int really, int i, int node) {
    int end = ends[i];
    nodes[end] = node;
    int head = heads[i];
    heads[i] = head ^ ((head ^ node) & -really);
    end += really;
    ends[i] = end;
    return end == (laneOf[i] + 1) * room;
  }

  /** Ends the walk; the last takes its turn. */
  void end(int i) {
    tos[laneOf[i]] = ends[i];
    walking--;
    laneOf[i] = laneOf[walking];
    heads[i] = heads[walking];
    ends[i] = ends[walking];
    FastRandom random = randoms[i];
    randoms[i] = randoms[walking];
    randoms[walking] = random;
  }

  int[] nodes() {
    return nodes;
  }

  int from(int lane) {
    return lane * room;
  }

  int to(int lane) {
    return tos[lane];
  }
}
