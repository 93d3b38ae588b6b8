package dev.trivium.core.sequence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trivium.core.math.FastRandom;
import java.util.PriorityQueue;
import org.junit.jupiter.api.Test;

class HuffmanTest {
  /** The least total length, by always joining the two lightest trees of a heap. */
  private static long least(long[] counts) {
    PriorityQueue<Long> heap = new PriorityQueue<>();
    for (long count : counts) {
      heap.add(count);
    }
    long total = 0;
    while (heap.size() > 1) {
      long joined = heap.remove() + heap.remove();
      total += joined;
      heap.add(joined);
    }
    return total;
  }

  @Test
  void noTreeIsShorterAndEachWayIsItsOwn() {
    FastRandom random = new FastRandom(3);
    for (int n = 1; n < 60; n++) {
      long[] counts = new long[n];
      for (int i = 0; i < n; i++) {
        counts[i] = random.nextInt(1 + random.nextInt(1000));
      }
      Huffman tree = new Huffman(counts);
      long total = 0;
      double kraft = 0;
      for (int id = 0; id < n; id++) {
        int length = tree.to(id) - tree.from(id);
        assertThat(length).isLessThanOrEqualTo(tree.longest());
        total += counts[id] * length;
        kraft += Math.pow(2, -length);
      }
      assertThat(total).isEqualTo(least(counts));
      assertThat(kraft).isEqualTo(1);
      assertWaysPart(tree, n);
    }
  }

  /** Two ways share nodes up to one at which they turn apart, and none after. */
  private static void assertWaysPart(Huffman tree, int n) {
    for (int a = 0; a < n; a++) {
      for (int b = 0; b < a; b++) {
        int i = tree.from(a);
        int j = tree.from(b);
        while (tree.node(i) == tree.node(j) && tree.turn(i) == tree.turn(j)) {
          i++;
          j++;
        }
        assertThat(tree.node(i)).isEqualTo(tree.node(j));
        assertThat(tree.turn(i)).isNotEqualTo(tree.turn(j));
      }
    }
  }
}
