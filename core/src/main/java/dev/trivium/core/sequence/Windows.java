package dev.trivium.core.sequence;

import dev.trivium.core.math.FastRandom;

/**
 * Cuts sequences into windows for one thread: thins frequent ids, draws the width of each window,
 * and hands it to the update at the rate of the hour.
 */
final class Windows implements SequenceSink {
  private static final int CHUNK = 1024;

  private final SkipGramSettings settings;
  private final Subsampling frequent;
  private final TrainingClock clock;
  private final WindowUpdate update;
  private final FastRandom random;
  private final int[] inputs;

  /**
   * @param keep the probability with which each id is kept; empty keeps all
   */
  Windows(
      SkipGramSettings settings,
      float[] keep,
      TrainingClock clock,
      WindowUpdate update,
      FastRandom random) {
    this.settings = settings;
    this.frequent = new Subsampling(keep, random);
    this.clock = clock;
    this.update = update;
    this.random = random;
    this.inputs = new int[2 * settings.window()];
  }

  @Override
  public void accept(int[] ids, int from, int to) {
    int length = frequent.thin(ids, from, to);
    int done = 0;
    for (int at = 0; at < length; at += CHUNK) {
      float rate = clock.rate();
      int end = Math.min(length, at + CHUNK);
      for (int i = at; i < end; i++) {
        window(frequent.kept(), i, length, rate);
      }
      int tokens = end == length ? to - from - done : end - at;
      done += tokens;
      clock.advance(tokens);
    }
    if (length == 0) {
      clock.advance(to - from);
    }
  }

  private void window(int[] kept, int center, int length, float rate) {
    int width = 1 + random.nextInt(settings.window());
    int first = Math.max(0, center - width);
    int last = Math.min(length - 1, center + width);
    int count = 0;
    for (int i = first; i <= last; i++) {
      if (i != center) {
        inputs[count++] = kept[i];
      }
    }
    if (count > 0) {
      update.apply(inputs, count, kept[center], rate);
    }
  }
}
