package dev.trivium.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.trivium.image.Crop.Region;
import java.awt.image.BufferedImage;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PreprocessingTest {
  @Test
  void cropsTheWholeOrTheMiddle() {
    assertThat(Crop.WHOLE.of(7, 4)).isEqualTo(new Region(0, 0, 7, 4));
    assertThat(Crop.CENTRE.of(7, 4)).isEqualTo(new Region(1, 0, 4, 4));
    assertThat(Crop.CENTRE.of(4, 8)).isEqualTo(new Region(0, 2, 4, 4));
  }

  @Test
  void halvingWeighsFourPixelsByTheTriangle() {
    // step 2, reach 2: output 1 stands over 3; pixels 1…4 lie 1.5, .5, .5, 1.5 away
    float[] in = {0, 8, 16, 24, 64, 100, 100, 100};
    float[] out = new float[4];
    new Resampling(8, 4).apply(in, 0, 1, out, 0, 1);
    assertThat(out[1]).isCloseTo((8 * 1 + 16 * 3 + 24 * 3 + 64 * 1) / 8f, within(1e-5f));
    // output 0 stands over 1; pixels 0, 1, 2 lie .5, .5, 1.5 away, and there is none at −1
    assertThat(out[0]).isCloseTo((0 * 3 + 8 * 3 + 16 * 1) / 7f, within(1e-5f));
  }

  @Test
  void doublingInterpolatesAndKeepsTheEdges() {
    float[] out = new float[4];
    new Resampling(2, 4).apply(new float[] {10, 30}, 0, 1, out, 0, 1);
    assertThat(out).containsExactly(new float[] {10, 15, 25, 30}, within(1e-5f));
  }

  @Test
  void sameSizeChangesNothing() {
    float[] in = {3, 1, 4, 1, 5};
    float[] out = new float[5];
    new Resampling(5, 5).apply(in, 0, 1, out, 0, 1);
    assertThat(out).containsExactly(in);
  }

  @Test
  void resizesARegionAsTheDoubleSumOverItsPixels() {
    BufferedImage image = noise(13, 9);
    Region region = new Region(2, 1, 10, 7);
    int size = 4;
    float[] actual = Preprocessing.resize(image, region, size);
    for (int c = 0; c < 3; c++) {
      for (int y = 0; y < size; y++) {
        for (int x = 0; x < size; x++) {
          assertThat(actual[(c * size + y) * size + x])
              .isCloseTo((float) direct(image, region, size, c, x, y), within(1e-3f));
        }
      }
    }
  }

  /** The definition, in two dimensions at once and in doubles. */
  private static double direct(BufferedImage image, Region r, int size, int c, int x, int y) {
    double sum = 0;
    double weights = 0;
    for (int v = 0; v < r.height(); v++) {
      for (int u = 0; u < r.width(); u++) {
        double w =
            triangle(u, x, (double) r.width() / size) * triangle(v, y, (double) r.height() / size);
        weights += w;
        sum += w * (image.getRGB(r.x() + u, r.y() + v) >> (16 - 8 * c) & 0xff);
      }
    }
    return sum / weights;
  }

  private static double triangle(int pixel, int output, double step) {
    return Math.max(0, 1 - Math.abs(pixel + 0.5 - (output + 0.5) * step) / Math.max(1, step));
  }

  @Test
  void normalisesAndLaysOutPlanes() {
    BufferedImage image = new BufferedImage(2, 2, BufferedImage.TYPE_INT_RGB);
    image.setRGB(0, 0, 0xff0000);
    image.setRGB(1, 1, 0x0000ff);
    float[] out = new float[14];
    new Preprocessing(Crop.WHOLE, 2).write(image, out, 1);
    assertThat(out).containsExactly(0, 1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, 1, 0);
  }

  static BufferedImage noise(int width, int height) {
    Random random = new Random(width * 31L + height);
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        image.setRGB(x, y, random.nextInt(1 << 24));
      }
    }
    return image;
  }
}
