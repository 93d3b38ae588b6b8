package dev.trivium.core.sequence;

import java.util.Arrays;

/**
 * A binary tree whose leaves are ids, the frequent ones near the root (Huffman 1952): where each
 * id's way from the root turns. Built from two queues in O(n log n).
 */
final class Huffman {
  private final int[] offsets;
  private final int[] nodes;
  private final byte[] turns;

  /**
   * @param counts of the ids, 0 for those that never come, which get the longest ways
   */
  Huffman(long[] counts) {
    int n = counts.length;
    Integer[] rising = new Integer[n];
    Arrays.setAll(rising, i -> i);
    Arrays.sort(rising, (a, b) -> Long.compare(counts[a], counts[b]));
    // Leaves are 0 .. n-1 in rising order, inner nodes n .. 2n-2 in the order they are made.
    double[] weight = new double[Math.max(1, 2 * n - 1)];
    for (int i = 0; i < n; i++) {
      weight[i] = counts[rising[i]];
    }
    int[] parent = new int[weight.length];
    byte[] turn = new byte[weight.length];
    int leaf = 0;
    int inner = n;
    for (int made = n; made < 2 * n - 1; made++) {
      for (byte side = 0; side < 2; side++) {
        boolean takeLeaf = leaf < n && (inner >= made || weight[leaf] <= weight[inner]);
        int least = takeLeaf ? leaf++ : inner++;
        weight[made] += weight[least];
        parent[least] = made;
        turn[least] = side;
      }
    }
    int root = 2 * n - 2;
    int[] depth = new int[weight.length];
    for (int i = root - 1; i >= 0; i--) {
      depth[i] = depth[parent[i]] + 1;
    }
    this.offsets = new int[n + 1];
    for (int i = 0; i < n; i++) {
      offsets[rising[i] + 1] = depth[i];
    }
    Arrays.parallelPrefix(offsets, Integer::sum);
    this.nodes = new int[offsets[n]];
    this.turns = new byte[offsets[n]];
    for (int i = 0; i < n; i++) {
      int at = offsets[rising[i] + 1];
      for (int node = i; node != root; node = parent[node]) {
        nodes[--at] = parent[node] - n;
        turns[at] = turn[node];
      }
    }
  }

  /** The inner nodes of an id's way are those from {@link #from} up to here. */
  int to(int id) {
    return offsets[id + 1];
  }

  int from(int id) {
    return offsets[id];
  }

  /** The inner node at a place of a way, from 0 for the first made. */
  int node(int at) {
    return nodes[at];
  }

  /** Which way it goes from there: 0 or 1. */
  int turn(int at) {
    return turns[at];
  }

  /** The most nodes of a way. */
  int longest() {
    int longest = 0;
    for (int i = 0; i + 1 < offsets.length; i++) {
      longest = Math.max(longest, offsets[i + 1] - offsets[i]);
    }
    return longest;
  }
}
