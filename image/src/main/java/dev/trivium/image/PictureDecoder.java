package dev.trivium.image;

import dev.trivium.core.TriviumException;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Iterator;
import java.util.Locale;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/** An encoded picture's bytes become an opaque, upright sRGB image, or one clear sentence. */
final class PictureDecoder {
  private PictureDecoder() {}

  /** Decodes the first frame; {@code name} stands for the picture in messages. */
  static BufferedImage decode(String name, byte[] bytes) {
    if (bytes.length == 0) {
      throw new TriviumException("picture " + name + " is empty (0 bytes); fetch it again");
    }
    try (ImageInputStream stream = stream(bytes)) {
      Iterator<ImageReader> readers = ImageIO.getImageReaders(stream);
      if (!readers.hasNext()) {
        throw new TriviumException(
            name + " is no picture that can be read: expected PNG, JPEG, GIF or BMP; convert it");
      }
      ImageReader reader = readers.next();
      try {
        reader.setInput(stream, true);
        return decode(name, reader, bytes);
      } finally {
        reader.dispose();
      }
    } catch (IOException e) {
      throw broken(name, e);
    }
  }

  private static ImageInputStream stream(byte[] bytes) {
    return new MemoryCacheImageInputStream(new ByteArrayInputStream(bytes));
  }

  private static BufferedImage decode(String name, ImageReader reader, byte[] bytes) {
    try {
      refuseHuge(name, reader.getWidth(0), reader.getHeight(0));
      Complaints complaints = new Complaints();
      reader.addIIOReadWarningListener(complaints);
      BufferedImage image = Flattening.flatten(reader.read(0));
      complaints.throwIfCutShort();
      boolean jpeg = reader.getFormatName().toLowerCase(Locale.ROOT).startsWith("jp");
      return jpeg ? Orientation.of(stream(bytes)).upright(image) : image;
    } catch (TriviumException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      // the decoders answer some damage with whatever their arrays throw
      throw broken(name, e);
    }
  }

  private static void refuseHuge(String name, int width, int height) {
    if ((long) width * height > Picture.MOST_PIXELS) {
      throw new TriviumException(
          "picture "
              + name
              + " has "
              + width
              + " × "
              + height
              + " pixels, more than the "
              + Picture.MOST_PIXELS
              + " that are read; make it smaller");
    }
  }

  private static TriviumException broken(String name, Exception e) {
    return new TriviumException(
        "picture " + name + " is damaged or cut short (" + e.getMessage() + "); fetch it again", e);
  }
}
