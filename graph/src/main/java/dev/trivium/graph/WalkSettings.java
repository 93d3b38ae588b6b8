package dev.trivium.graph;

import java.util.Map;
import java.util.TreeMap;

/**
 * How walks go.
 *
 * @param walkLength nodes in a walk, the start among them; fewer where a walk meets a dead end
 * @param walksPerNode walks that start at each node
 * @param p the return parameter: a step straight back has weight 1/p
 * @param q the in-out parameter: a step to a node that the last one does not lead to has weight 1/q
 * @param restart the probability in [0, 1) with which a step is a jump back to the start (Tong,
 *     Faloutsos and Pan, <i>Fast random walk with restart and its applications</i>, ICDM 2006); the
 *     step after a jump is first order, as a walk's first is
 */
public record WalkSettings(int walkLength, int walksPerNode, double p, double q, double restart) {
  /** node2vec's; with p = q = 1 also DeepWalk's. */
  public static final WalkSettings DEFAULT = new WalkSettings(80, 10, 1, 1);

  public WalkSettings {
    require(walkLength >= 1, "walkLength", walkLength, "1 or more, say 80");
    require(walksPerNode >= 1, "walksPerNode", walksPerNode, "1 or more, say 10");
    require(p >= 1e-6 && p <= 1e6, "p", p, "a number from 1e-6 to 1e6, 1 for no preference");
    require(q >= 1e-6 && q <= 1e6, "q", q, "a number from 1e-6 to 1e6, 1 for no preference");
    require(
        restart >= 0 && restart < 1, "restart", restart, "a number from 0 to below 1, say 0.15");
  }

  /** Walks that never jump back. */
  public WalkSettings(int walkLength, int walksPerNode, double p, double q) {
    this(walkLength, walksPerNode, p, q, 0);
  }

  private static void require(boolean holds, String setting, Object value, String remedy) {
    if (!holds) {
      throw new IllegalArgumentException(setting + " is " + value + "; choose " + remedy);
    }
  }

  /** Whether the step depends on the node before. */
  boolean secondOrder() {
    return p != 1 || q != 1;
  }

  /** The settings by name, as they go into a provenance. */
  public Map<String, String> asMap() {
    Map<String, String> map = new TreeMap<>();
    map.put("walkLength", Integer.toString(walkLength));
    map.put("walksPerNode", Integer.toString(walksPerNode));
    map.put("p", Double.toString(p));
    map.put("q", Double.toString(q));
    map.put("restart", Double.toString(restart));
    return map;
  }

  public WalkSettings withWalkLength(int walkLength) {
    return new WalkSettings(walkLength, walksPerNode, p, q, restart);
  }

  public WalkSettings withWalksPerNode(int walksPerNode) {
    return new WalkSettings(walkLength, walksPerNode, p, q, restart);
  }

  public WalkSettings withP(double p) {
    return new WalkSettings(walkLength, walksPerNode, p, q, restart);
  }

  public WalkSettings withQ(double q) {
    return new WalkSettings(walkLength, walksPerNode, p, q, restart);
  }

  public WalkSettings withRestart(double restart) {
    return new WalkSettings(walkLength, walksPerNode, p, q, restart);
  }
}
