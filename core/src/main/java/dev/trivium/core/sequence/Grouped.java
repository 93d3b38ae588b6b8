package dev.trivium.core.sequence;

/** Skip-gram of a window, its inputs a group at a time, each group on noise of its own. */
final class Grouped implements WindowUpdate {
  private final NegativeSampling sampling;
  private final Noise noise;

  Grouped(NegativeSampling sampling, Noise noise) {
    this.sampling = sampling;
    this.noise = noise;
  }

  @Override
  public void apply(int[] inputs, int count, int target, float rate) {
    for (int from = 0; from < count; from += NegativeSampling.GROUP) {
      int group = Math.min(NegativeSampling.GROUP, count - from);
      sampling.window(inputs, from, group, noise.targets(), noise.drawFor(target), rate);
    }
  }
}
