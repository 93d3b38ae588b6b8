package dev.trivium.image;

import java.awt.Graphics2D;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.Raster;

/**
 * Any {@link BufferedImage} becomes an opaque sRGB one: {@code 8} bits a channel, what is
 * transparent laid on white by {@code (a·c + (255 − a)·255) / 255}, rounded.
 *
 * <p>Grey is taken from the samples as they stand. Java holds grey images to be linear in light and
 * brightens them on conversion, which no other reader of the same file does.
 */
final class Flattening {
  private Flattening() {}

  /** The same picture as {@link BufferedImage#TYPE_INT_RGB}; itself, when it is one already. */
  static BufferedImage flatten(BufferedImage image) {
    if (image.getType() == BufferedImage.TYPE_INT_RGB) {
      return image;
    }
    BufferedImage flat =
        new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_INT_RGB);
    ColorModel colours = image.getColorModel();
    if (colours instanceof ComponentColorModel
        && colours.getColorSpace().getType() == ColorSpace.TYPE_GRAY) {
      grey(image, flat);
    } else if (colours.hasAlpha()) {
      compose(image, flat);
    } else {
      draw(image, flat);
    }
    return flat;
  }

  private static void grey(BufferedImage image, BufferedImage flat) {
    Raster raster = image.getRaster();
    int width = image.getWidth();
    int white = (1 << image.getColorModel().getComponentSize(0)) - 1;
    boolean alpha = raster.getNumBands() > 1;
    int[] samples = new int[width * raster.getNumBands()];
    int[] row = new int[width];
    for (int y = 0; y < image.getHeight(); y++) {
      raster.getPixels(raster.getMinX(), raster.getMinY() + y, width, 1, samples);
      for (int x = 0; x < width; x++) {
        int c = eightBits(samples[alpha ? 2 * x : x], white);
        int grey = alpha ? onWhite(c, eightBits(samples[2 * x + 1], white)) : c;
        row[x] = grey << 16 | grey << 8 | grey;
      }
      flat.setRGB(0, y, width, 1, row, 0, width);
    }
  }

  private static int eightBits(int sample, int white) {
    return (int) ((sample * 510L + white) / (2L * white));
  }

  private static void compose(BufferedImage image, BufferedImage flat) {
    int width = image.getWidth();
    int[] row = new int[width];
    for (int y = 0; y < image.getHeight(); y++) {
      image.getRGB(0, y, width, 1, row, 0, width);
      for (int x = 0; x < width; x++) {
        int a = row[x] >>> 24;
        row[x] =
            onWhite(row[x] >> 16 & 0xff, a) << 16
                | onWhite(row[x] >> 8 & 0xff, a) << 8
                | onWhite(row[x] & 0xff, a);
      }
      flat.setRGB(0, y, width, 1, row, 0, width);
    }
  }

  private static int onWhite(int c, int a) {
    return (2 * (a * c + (255 - a) * 255) + 255) / 510;
  }

  private static void draw(BufferedImage image, BufferedImage flat) {
    Graphics2D graphics = flat.createGraphics();
    try {
      graphics.drawImage(image, 0, 0, null);
    } finally {
      graphics.dispose();
    }
  }
}
