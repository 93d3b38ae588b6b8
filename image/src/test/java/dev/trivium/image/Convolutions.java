package dev.trivium.image;

/** Convolution as the definition says, in doubles: what the engine's is held against. */
final class Convolutions {
  private Convolutions() {}

  /** Channels of one picture {@code [c][h][w]}. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Planes(double[][][] values) {
    int channels() {
      return values.length;
    }

    int height() {
      return values[0].length;
    }

    int width() {
      return values[0][0].length;
    }
  }

  /**
   * TensorFlow's SAME convolution.
   *
   * @param weights in TensorFlow Lite's order, {@code [out × k × k × in]}, or {@code [1 × k × k ×
   *     channels]} when depthwise
   */
  static Planes same(
      Planes in,
      float[] weights,
      float[] bias,
      int k,
      int stride,
      boolean depthwise,
      boolean relu6) {
    int height = (in.height() + stride - 1) / stride;
    int width = (in.width() + stride - 1) / stride;
    int top = Math.max((height - 1) * stride + k - in.height(), 0) / 2;
    int left = Math.max((width - 1) * stride + k - in.width(), 0) / 2;
    double[][][] out = new double[bias.length][height][width];
    for (int o = 0; o < bias.length; o++) {
      for (int y = 0; y < height; y++) {
        for (int x = 0; x < width; x++) {
          double sum =
              bias[o]
                  + window(
                      in,
                      weights,
                      k,
                      o,
                      bias.length,
                      depthwise,
                      y * stride - top,
                      x * stride - left);
          out[o][y][x] = relu6 ? Math.min(Math.max(sum, 0), 6) : sum;
        }
      }
    }
    return new Planes(out);
  }

  private static double window(
      Planes in, float[] w, int k, int o, int outs, boolean depthwise, int y0, int x0) {
    double sum = 0;
    for (int i = 0; i < k; i++) {
      for (int j = 0; j < k; j++) {
        int y = y0 + i;
        int x = x0 + j;
        if (y < 0 || x < 0 || y >= in.height() || x >= in.width()) {
          continue;
        }
        if (depthwise) {
          sum += in.values[o][y][x] * w[(i * k + j) * outs + o];
        } else {
          for (int c = 0; c < in.channels(); c++) {
            sum += in.values[c][y][x] * w[((o * k + i) * k + j) * in.channels() + c];
          }
        }
      }
    }
    return sum;
  }

  static Planes sum(Planes a, Planes b) {
    double[][][] out = new double[a.channels()][a.height()][a.width()];
    for (int c = 0; c < a.channels(); c++) {
      for (int y = 0; y < a.height(); y++) {
        for (int x = 0; x < a.width(); x++) {
          out[c][y][x] = a.values[c][y][x] + b.values[c][y][x];
        }
      }
    }
    return new Planes(out);
  }

  /** The mean of each plane. */
  static double[] means(Planes planes) {
    double[] means = new double[planes.channels()];
    for (int c = 0; c < means.length; c++) {
      for (double[] row : planes.values[c]) {
        for (double value : row) {
          means[c] += value / (planes.height() * planes.width());
        }
      }
    }
    return means;
  }
}
