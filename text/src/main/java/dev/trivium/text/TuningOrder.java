package dev.trivium.text;

import dev.trivium.core.math.FastRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;

/** In which batches an epoch goes through the examples. */
final class TuningOrder {
  /** Batches that are sorted by length together: enough that little is padded. */
  private static final int WINDOW = 32;

  private TuningOrder() {}

  /** Batches of an epoch: shuffled, those of like length together, shuffled again. */
  static List<int[]> of(TuningTask task, int batch, long seed, int epoch) {
    int[] order = new int[task.size()];
    Arrays.setAll(order, i -> i);
    FastRandom.of(seed, epoch, 0, 0).shuffle(order);
    List<int[]> batches = new ArrayList<>();
    for (int from = 0; from < order.length; from += WINDOW * batch) {
      int[] window =
          Arrays.stream(order, from, Math.min(order.length, from + WINDOW * batch))
              .boxed()
              .sorted(Comparator.comparingInt(task::length))
              .mapToInt(Integer::intValue)
              .toArray();
      for (int at = 0; at < window.length; at += batch) {
        batches.add(Arrays.copyOfRange(window, at, Math.min(window.length, at + batch)));
      }
    }
    int[] places = new int[batches.size()];
    Arrays.setAll(places, i -> i);
    FastRandom.of(seed, epoch, 1, 0).shuffle(places);
    List<int[]> shuffled = new ArrayList<>();
    for (int place : places) {
      shuffled.add(batches.get(place));
    }
    return Collections.unmodifiableList(shuffled);
  }
}
