package dev.trivium.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;

/** Picture files made for tests. */
final class Encoded {
  private Encoded() {}

  static byte[] as(String format, BufferedImage image) {
    try {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      assertThat(ImageIO.write(image, format, out)).as("a writer of %s", format).isTrue();
      return out.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static BufferedImage plain(int width, int height, int rgb, int type) {
    BufferedImage image = new BufferedImage(width, height, type);
    int[] samples = {rgb >> 16 & 0xff, rgb >> 8 & 0xff, rgb & 0xff};
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        image.getRaster().setPixel(x, y, samples);
      }
    }
    return image;
  }

  /** The colour of a corner of the scene, whichever side is named first. */
  static Color corner(String a, String b) {
    boolean top = a.equals("top") || b.equals("top");
    boolean left = a.equals("left") || b.equals("left");
    return top ? (left ? Color.RED : Color.GREEN) : (left ? Color.BLUE : Color.WHITE);
  }

  static void assertNear(BufferedImage image, Color expected, int distance) {
    Color actual = new Color(image.getRGB(4, 4));
    assertThat(actual.getRed()).isCloseTo(expected.getRed(), within(distance));
    assertThat(actual.getGreen()).isCloseTo(expected.getGreen(), within(distance));
    assertThat(actual.getBlue()).isCloseTo(expected.getBlue(), within(distance));
  }

  static void assertNear(BufferedImage image, int x, int y, Color expected) {
    assertNear(image.getSubimage(x - 4, y - 4, 5, 5), expected, 60);
  }

  /** The JPEG with an APP1 segment of one tag, the orientation, big-endian. */
  static byte[] withExif(byte[] jpeg, int orientation) {
    ByteBuffer tiff = ByteBuffer.allocate(26);
    tiff.put("MM".getBytes(StandardCharsets.US_ASCII)).putShort((short) 42).putInt(8);
    tiff.putShort((short) 1).putShort((short) 0x0112).putShort((short) 3).putInt(1);
    tiff.putShort((short) orientation).putShort((short) 0).putInt(0);
    ByteBuffer segment = ByteBuffer.allocate(10 + tiff.capacity());
    segment.putShort((short) 0xffe1).putShort((short) (8 + tiff.capacity()));
    segment.put("Exif\0\0".getBytes(StandardCharsets.US_ASCII)).put(tiff.array());
    return afterStart(jpeg, segment.array());
  }

  private static byte[] afterStart(byte[] jpeg, byte[] segment) {
    ByteBuffer out = ByteBuffer.allocate(jpeg.length + segment.length);
    return out.put(jpeg, 0, 2).put(segment).put(jpeg, 2, jpeg.length - 2).array();
  }

  /** What is read of a JPEG of four such channels, marked as Adobe marks CMYK. */
  static BufferedImage cmyk(int... samples) {
    WritableRaster raster = Raster.createInterleavedRaster(DataBuffer.TYPE_BYTE, 16, 16, 4, null);
    for (int i = 0; i < 256; i++) {
      raster.setPixel(i % 16, i / 16, samples);
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    try (ImageOutputStream out = ImageIO.createImageOutputStream(bytes)) {
      writer.setOutput(out);
      writer.write(null, new IIOImage(raster, null, null), null);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      writer.dispose();
    }
    ByteBuffer adobe = ByteBuffer.allocate(16).putShort((short) 0xffee).putShort((short) 14);
    adobe.put("Adobe".getBytes(StandardCharsets.US_ASCII)).putShort((short) 100);
    return Picture.of("cmyk.jpg", afterStart(bytes.toByteArray(), adobe.array())).read();
  }

  /** A PNG that promises so many pixels and holds none. */
  static byte[] pngHeader(int width, int height) {
    ByteBuffer header = ByteBuffer.allocate(33);
    header.putLong(0x89504e470d0a1a0aL).putInt(13).put("IHDR".getBytes(StandardCharsets.US_ASCII));
    header.putInt(width).putInt(height).put(new byte[] {8, 2, 0, 0, 0});
    CRC32 crc = new CRC32();
    crc.update(header.array(), 12, 17);
    return header.putInt((int) crc.getValue()).array();
  }
}
