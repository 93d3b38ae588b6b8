package dev.trivium.image;

import dev.trivium.image.Crop.Region;
import java.awt.image.BufferedImage;

/**
 * An upright picture becomes what the network reads: cropped, resized to a square, its channels
 * scaled from {@code 0…255} to {@code −1…1}, in planes {@code [3 × size × size]}: red, green, blue.
 */
final class Preprocessing {
  private static final int CHANNELS = 3;

  private final Crop crop;
  private final int size;

  Preprocessing(Crop crop, int size) {
    this.crop = crop;
    this.size = size;
  }

  /** Numbers of one picture. */
  int length() {
    return CHANNELS * size * size;
  }

  /** Writes the picture's {@link #length()} numbers at {@code offset}. */
  void write(BufferedImage image, float[] out, int offset) {
    float[] square = resize(image, crop.of(image.getWidth(), image.getHeight()), size);
    normalise(square);
    System.arraycopy(square, 0, out, offset, square.length);
  }

  /**
   * The region resized to {@code [3 × size × size]}, values still {@code 0…255}: rows, then
   * columns.
   */
  static float[] resize(BufferedImage image, Region region, int size) {
    Resampling across = new Resampling(region.width(), size);
    Resampling down = new Resampling(region.height(), size);
    int plane = region.height() * size;
    float[] narrow = new float[CHANNELS * plane];
    int[] rgb = new int[region.width()];
    float[] channel = new float[region.width()];
    for (int y = 0; y < region.height(); y++) {
      image.getRGB(region.x(), region.y() + y, region.width(), 1, rgb, 0, region.width());
      for (int c = 0; c < CHANNELS; c++) {
        for (int x = 0; x < rgb.length; x++) {
          channel[x] = rgb[x] >> (16 - 8 * c) & 0xff;
        }
        across.apply(channel, 0, 1, narrow, c * plane + y * size, 1);
      }
    }
    float[] square = new float[CHANNELS * size * size];
    for (int c = 0; c < CHANNELS; c++) {
      for (int x = 0; x < size; x++) {
        down.apply(narrow, c * plane + x, size, square, c * size * size + x, size);
      }
    }
    return square;
  }

  /** {@code 0…255} to {@code −1…1}, in place. */
  static void normalise(float[] values) {
    for (int i = 0; i < values.length; i++) {
      values[i] = values[i] / 127.5f - 1;
    }
  }
}
