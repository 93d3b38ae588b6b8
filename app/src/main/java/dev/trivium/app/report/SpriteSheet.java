package dev.trivium.app.report;

import dev.trivium.core.TriviumException;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.Iterator;
import java.util.List;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * All pictures on one PNG, row after row in square tiles. Colours are rounded to 32 steps a
 * channel, which at this size no one sees and which halves the file: 1,911 pictures of 48 pixels
 * take 2.5 MB.
 *
 * @param columns tiles in a row
 * @param tile pixels across a tile
 */
@SuppressWarnings("ArrayRecordComponent") // shared, not compared
record SpriteSheet(byte[] png, int columns, int rows, int tile) {
  private static final int LARGEST_TILE = 48;
  private static final int LARGEST_SIDE = 4096;
  private static final int STEPS = 31;

  static SpriteSheet of(List<DemoReport.Item> items) {
    int columns = Math.max(1, (int) Math.ceil(Math.sqrt(items.size())));
    int rows = Math.max(1, (items.size() + columns - 1) / columns);
    int tile = Math.max(1, Math.min(LARGEST_TILE, LARGEST_SIDE / columns));
    BufferedImage sheet =
        new BufferedImage(columns * tile, rows * tile, BufferedImage.TYPE_INT_ARGB);
    Graphics2D graphics = sheet.createGraphics();
    try {
      graphics.setRenderingHint(
          RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
      for (int i = 0; i < items.size(); i++) {
        draw(graphics, read(items.get(i)), i % columns * tile, i / columns * tile, tile);
      }
    } finally {
      graphics.dispose();
    }
    round(sheet);
    return new SpriteSheet(png(sheet), columns, rows, tile);
  }

  /** The sheet as an address that holds it whole. */
  String dataUri() {
    return "data:image/png;base64," + Base64.getEncoder().encodeToString(png);
  }

  private static BufferedImage read(DemoReport.Item item) {
    try {
      BufferedImage picture =
          ImageIO.read(new MemoryCacheImageInputStream(new ByteArrayInputStream(item.picture())));
      if (picture != null) {
        return picture;
      }
    } catch (IOException e) {
      throw unreadable(item, e);
    }
    throw unreadable(item, null);
  }

  private static TriviumException unreadable(DemoReport.Item item, @Nullable IOException cause) {
    String message =
        "the picture of '"
            + item.id()
            + "' ("
            + item.picture().length
            + " bytes) cannot be read for the page; expected a whole PNG, JPEG or GIF file";
    return cause == null ? new TriviumException(message) : new TriviumException(message, cause);
  }

  /** Fits a picture into its tile, in the middle, its shape kept. */
  private static void draw(Graphics2D graphics, BufferedImage picture, int x, int y, int tile) {
    double scale = (double) tile / Math.max(picture.getWidth(), picture.getHeight());
    int width = Math.max(1, (int) Math.round(picture.getWidth() * scale));
    int height = Math.max(1, (int) Math.round(picture.getHeight() * scale));
    graphics.drawImage(
        picture, x + (tile - width) / 2, y + (tile - height) / 2, width, height, null);
  }

  private static void round(BufferedImage image) {
    int[] line = new int[image.getWidth()];
    for (int y = 0; y < image.getHeight(); y++) {
      image.getRGB(0, y, line.length, 1, line, 0, line.length);
      for (int x = 0; x < line.length; x++) {
        line[x] = rounded(line[x]);
      }
      image.setRGB(0, y, line.length, 1, line, 0, line.length);
    }
  }

  private static int rounded(int argb) {
    int out = 0;
    for (int shift = 0; shift < 32; shift += 8) {
      int channel = (argb >>> shift) & 0xff;
      out |= (Math.round(channel * STEPS / 255f) * 255 / STEPS) << shift;
    }
    return (out >>> 24) == 0 ? 0 : out;
  }

  private static byte[] png(BufferedImage image) {
    Iterator<ImageWriter> writers = ImageIO.getImageWritersByFormatName("png");
    ImageWriter writer = writers.next();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
      ImageWriteParam smallest = writer.getDefaultWriteParam();
      smallest.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      smallest.setCompressionQuality(0);
      writer.setOutput(out);
      writer.write(null, new IIOImage(image, null, null), smallest);
    } catch (IOException e) {
      throw new IllegalStateException("writing to memory does not fail", e);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }
}
