package dev.trivium.image;

/**
 * A row of pixels resized by a triangle as wide as the step: bilinear interpolation when it grows,
 * and a weighted mean of all pixels under the triangle when it shrinks, so that no pixel is passed
 * over (as Pillow's {@code BILINEAR} and torchvision's {@code antialias=True}).
 *
 * <p>With {@code step = from / to} and {@code reach = max(step, 1)}, output {@code i} stands over
 * {@code c = (i + ½)·step} and takes from pixel {@code p} the part {@code max(0, 1 − |p + ½ − c| /
 * reach)}, divided by their sum over the pixels there are.
 */
final class Resampling {
  private final int[] first;
  private final float[][] parts;

  /** From {@code from} pixels to {@code to}; cost {@code max(from, to)}. */
  Resampling(int from, int to) {
    first = new int[to];
    parts = new float[to][];
    double step = (double) from / to;
    double reach = Math.max(step, 1);
    for (int i = 0; i < to; i++) {
      double centre = (i + 0.5) * step;
      first[i] = Math.max(0, (int) Math.floor(centre - reach));
      int end = Math.min(from, (int) Math.ceil(centre + reach));
      parts[i] = triangle(first[i], end, centre, reach);
    }
  }

  private static float[] triangle(int first, int end, double centre, double reach) {
    double[] heights = new double[end - first];
    double sum = 0;
    for (int k = 0; k < heights.length; k++) {
      heights[k] = Math.max(0, 1 - Math.abs(first + k + 0.5 - centre) / reach);
      sum += heights[k];
    }
    float[] parts = new float[heights.length];
    for (int k = 0; k < parts.length; k++) {
      parts[k] = (float) (heights[k] / sum);
    }
    return parts;
  }

  /**
   * Resizes the {@code from} numbers of {@code in} at {@code start, start + stride, …} to the
   * {@code to} numbers of {@code out} at {@code outStart, outStart + outStride, …}.
   */
  void apply(float[] in, int start, int stride, float[] out, int outStart, int outStride) {
    for (int i = 0; i < first.length; i++) {
      float sum = 0;
      int at = start + first[i] * stride;
      for (float part : parts[i]) {
        sum += part * in[at];
        at += stride;
      }
      out[outStart + i * outStride] = sum;
    }
  }
}
