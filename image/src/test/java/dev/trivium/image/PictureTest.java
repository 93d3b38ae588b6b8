package dev.trivium.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trivium.core.TriviumException;
import java.awt.Color;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.awt.image.WritableRaster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PictureTest {
  private static int rgb(Picture picture, int x, int y) {
    return picture.read().getRGB(x, y) & 0xffffff;
  }

  private static Picture encoded(BufferedImage image, String format) {
    return Picture.of("test." + format, Encoded.as(format, image));
  }

  @Test
  void laysTransparencyOnWhite() {
    BufferedImage image = new BufferedImage(3, 1, BufferedImage.TYPE_INT_ARGB);
    image.setRGB(0, 0, 0xff102030);
    image.setRGB(1, 0, 0x80ff0000);
    image.setRGB(2, 0, 0x00123456);
    for (Picture picture : new Picture[] {Picture.of(image), encoded(image, "png")}) {
      assertThat(rgb(picture, 0, 0)).isEqualTo(0x102030);
      assertThat(rgb(picture, 1, 0)).isEqualTo(0xff7f7f); // (255 − 128)·255 / 255
      assertThat(rgb(picture, 2, 0)).isEqualTo(0xffffff);
    }
  }

  @Test
  void theFingerprintNamesTheContent(@TempDir Path folder) throws IOException {
    BufferedImage image = Encoded.plain(3, 2, 0x102030, BufferedImage.TYPE_INT_RGB);
    byte[] png = Encoded.as("png", image);
    Path file = Files.write(folder.resolve("a.png"), png);
    assertThat(Picture.of(file).fingerprint()).isEqualTo(Picture.of("b.png", png).fingerprint());
    BufferedImage other = Encoded.plain(3, 2, 0x102031, BufferedImage.TYPE_INT_RGB);
    BufferedImage turned = Encoded.plain(2, 3, 0x102030, BufferedImage.TYPE_INT_RGB);
    assertThat(Picture.of(image).fingerprint())
        .isEqualTo(Picture.of(Picture.of("c", png).read()).fingerprint())
        .isNotEqualTo(Picture.of(other).fingerprint())
        .isNotEqualTo(Picture.of(turned).fingerprint());
  }

  @Test
  void readsAPalette() {
    byte[] ramp = {0, (byte) 200, 50, 7};
    IndexColorModel palette = new IndexColorModel(2, 4, ramp, ramp, new byte[4], 3);
    BufferedImage image = new BufferedImage(4, 1, BufferedImage.TYPE_BYTE_INDEXED, palette);
    image.getRaster().setPixels(0, 0, 4, 1, new int[] {0, 1, 2, 3});
    for (String format : new String[] {"png", "gif"}) {
      Picture picture = encoded(image, format);
      assertThat(rgb(picture, 1, 0)).isEqualTo(0xc8c800);
      assertThat(rgb(picture, 2, 0)).isEqualTo(0x323200);
      assertThat(rgb(picture, 3, 0)).as("the transparent one").isEqualTo(0xffffff);
    }
  }

  @Test
  void takesGreyAsItStands() {
    BufferedImage grey = new BufferedImage(2, 1, BufferedImage.TYPE_BYTE_GRAY);
    grey.getRaster().setPixels(0, 0, 2, 1, new int[] {100, 255});
    BufferedImage deep = new BufferedImage(2, 1, BufferedImage.TYPE_USHORT_GRAY);
    deep.getRaster().setPixels(0, 0, 2, 1, new int[] {100 * 257, 65535});
    for (BufferedImage image : new BufferedImage[] {grey, deep}) {
      assertThat(rgb(Picture.of(image), 0, 0)).isEqualTo(0x646464);
      assertThat(rgb(encoded(image, "png"), 0, 0)).isEqualTo(0x646464);
      assertThat(rgb(encoded(image, "png"), 1, 0)).isEqualTo(0xffffff);
    }
    assertThat(
            rgb(encoded(Encoded.plain(8, 8, 0x646464, BufferedImage.TYPE_BYTE_GRAY), "jpg"), 3, 3))
        .isEqualTo(0x646464);
  }

  @Test
  void readsSixteenBits() {
    ComponentColorModel model =
        new ComponentColorModel(
            ColorSpace.getInstance(ColorSpace.CS_sRGB),
            true,
            false,
            ComponentColorModel.TRANSLUCENT,
            DataBuffer.TYPE_USHORT);
    WritableRaster raster = model.createCompatibleWritableRaster(2, 1);
    raster.setPixels(0, 0, 2, 1, new int[] {65535, 0x8080, 0, 65535, 0, 0, 0, 0});
    Picture picture = encoded(new BufferedImage(model, raster, false, null), "png");
    assertThat(rgb(picture, 0, 0)).isEqualTo(0xff8000);
    assertThat(rgb(picture, 1, 0)).isEqualTo(0xffffff);
  }

  /** The sides of the scene that the first row and column of the stored picture show. */
  @ParameterizedTest
  @CsvSource({
    "1, top, left",
    "2, top, right",
    "3, bottom, right",
    "4, bottom, left",
    "5, left, top",
    "6, right, top",
    "7, right, bottom",
    "8, left, bottom"
  })
  void turnsAPhotographUpright(int exif, String row, String column) {
    boolean turned = row.equals("left") || row.equals("right");
    int width = turned ? 16 : 32; // the scene has 32 × 16 pixels
    BufferedImage stored = new BufferedImage(width, 48 - width, BufferedImage.TYPE_INT_RGB);
    for (int v = 0; v < 48 - width; v++) {
      for (int u = 0; u < width; u++) {
        String a = v < (48 - width) / 2 ? row : opposite(row);
        String b = u < width / 2 ? column : opposite(column);
        stored.setRGB(u, v, Encoded.corner(a, b).getRGB());
      }
    }
    byte[] jpeg = Encoded.withExif(Encoded.as("jpg", stored), exif);
    BufferedImage seen = Picture.of("photo.jpg", jpeg).read();
    assertThat(seen.getWidth()).isEqualTo(32);
    assertThat(seen.getHeight()).isEqualTo(16);
    Encoded.assertNear(seen, 4, 4, Encoded.corner("top", "left"));
    Encoded.assertNear(seen, 27, 4, Encoded.corner("top", "right"));
    Encoded.assertNear(seen, 4, 11, Encoded.corner("bottom", "left"));
    Encoded.assertNear(seen, 27, 11, Encoded.corner("bottom", "right"));
  }

  private static String opposite(String side) {
    return switch (side) {
      case "top" -> "bottom";
      case "bottom" -> "top";
      case "left" -> "right";
      default -> "left";
    };
  }

  @Test
  void damagedExifLeavesThePictureAsItIs() {
    byte[] jpeg = Encoded.withExif(Encoded.as("jpg", Encoded.plain(8, 8, 0x808080, 1)), 6);
    Arrays.fill(jpeg, 14, 30, (byte) 0xee);
    assertThat(Picture.of("photo.jpg", jpeg).read().getWidth()).isEqualTo(8);
  }

  @Test
  void readsPrintersColours() {
    // as Adobe writes them: 255 is no ink
    Encoded.assertNear(Encoded.cmyk(255, 255, 255, 255), Color.WHITE, 12);
    BufferedImage cyan = Encoded.cmyk(0, 255, 255, 255);
    assertThat(new Color(cyan.getRGB(4, 4)).getRed()).isLessThan(100);
    assertThat(new Color(cyan.getRGB(4, 4)).getBlue()).isGreaterThan(150);
    BufferedImage red = Encoded.cmyk(255, 0, 0, 255);
    assertThat(new Color(red.getRGB(4, 4)).getRed()).isGreaterThan(180);
    assertThat(new Color(red.getRGB(4, 4)).getBlue()).isLessThan(100);
    BufferedImage black = Encoded.cmyk(255, 255, 255, 0);
    assertThat(new Color(black.getRGB(4, 4)).getGreen()).isLessThan(80);
  }

  @ParameterizedTest
  @ValueSource(strings = {"png", "jpg", "gif", "bmp"})
  void aCutPictureIsOneSentence(String format) {
    byte[] whole = Encoded.as(format, PreprocessingTest.noise(64, 48));
    assertThat(Picture.of("x", whole).read().getHeight()).isEqualTo(48);
    for (int i = 0; i < 40; i++) {
      byte[] cut = Arrays.copyOf(whole, whole.length * i / 40);
      assertThatThrownBy(() -> Picture.of("x." + format, cut).read())
          .as("%d of %d bytes", cut.length, whole.length)
          .isInstanceOf(TriviumException.class)
          .hasMessageContaining("x." + format);
    }
  }

  @Test
  void saysWhatIsNoPicture(@TempDir Path folder) throws IOException {
    Path text = Files.writeString(folder.resolve("a.jpg"), "<html>not found</html>");
    assertThatThrownBy(() -> Picture.of(text).read())
        .isInstanceOf(TriviumException.class)
        .hasMessage(
            text + " is no picture that can be read: expected PNG, JPEG, GIF or BMP; convert it");
    Path empty = Files.createFile(folder.resolve("b.png"));
    assertThatThrownBy(() -> Picture.of(empty).read())
        .isInstanceOf(TriviumException.class)
        .hasMessage("picture " + empty + " is empty (0 bytes); fetch it again");
    assertThatThrownBy(() -> Picture.of(folder).read())
        .isInstanceOf(TriviumException.class)
        .hasMessage(folder + " is a folder, not a picture; give a file in it");
    assertThatThrownBy(() -> Picture.of(folder.resolve("c.png")).read())
        .isInstanceOf(TriviumException.class)
        .hasMessage("there is no picture " + folder.resolve("c.png") + "; check the path");
  }

  @Test
  void refusesABombByItsHeader() {
    byte[] bomb = Encoded.pngHeader(60_000, 50_000);
    assertThatThrownBy(() -> Picture.of("bomb.png", bomb).read())
        .isInstanceOf(TriviumException.class)
        .hasMessage(
            "picture bomb.png has 60000 × 50000 pixels, more than the 67108864 that are read; make"
                + " it smaller");
  }

  @Test
  void readsAFileByItsContentNotItsName(@TempDir Path folder) throws IOException {
    Path file =
        Files.write(
            folder.resolve("wrong.jpg"), Encoded.as("png", Encoded.plain(2, 2, 0x123456, 1)));
    assertThat(rgb(Picture.of(file), 1, 1)).isEqualTo(0x123456);
    assertThat(Picture.of(file).name()).isEqualTo(file.toString());
  }
}
