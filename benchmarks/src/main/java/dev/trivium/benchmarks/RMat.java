package dev.trivium.benchmarks;

import dev.trivium.core.math.FastRandom;

/**
 * Edges by four quadrants, again and again, with probabilities .57, .19, .19, .05 (Chakrabarti,
 * Zhan and Faloutsos, <i>R-MAT: a recursive model for graph mining</i>, SDM 2004).
 *
 * @param scale nodes are numbers below 2 to this power
 */
record RMat(FastRandom random, int scale) {
  /** The two nodes of an edge, the first in the upper half; loops and duplicates come too. */
  long edge() {
    int u = 0;
    int v = 0;
    for (int bit = 0; bit < scale; bit++) {
      float place = random.nextFloat();
      u = 2 * u + (place >= 0.76f ? 1 : 0);
      v = 2 * v + ((place >= 0.57f && place < 0.76f) || place >= 0.95f ? 1 : 0);
    }
    return (long) u << 32 | v;
  }
}
