package dev.trivium.image;

import dev.trivium.core.TriviumException;
import dev.trivium.core.io.Fingerprint;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;

/**
 * A picture, not read before it is asked for: a list of a million costs a million names. PNG, JPEG,
 * GIF and BMP, and whatever other format an ImageIO plug-in on the class path reads.
 */
public final class Picture {
  /**
   * The most pixels a picture may have, 2²⁶ (8192 × 8192; 256 MiB decoded). Its header is asked
   * before anything is decoded, so that a small file cannot unfold into all the memory there is.
   */
  public static final long MOST_PIXELS = 1L << 26;

  private static final long MOST_BYTES = 1L << 29;

  private final String name;
  private final Supplier<BufferedImage> reader;
  private final Supplier<Fingerprint> print;

  private Picture(String name, Supplier<BufferedImage> reader, Supplier<Fingerprint> print) {
    this.name = name;
    this.reader = reader;
    this.print = print;
  }

  /** The picture in a file. */
  public static Picture of(Path file) {
    return new Picture(
        file.toString(),
        () -> PictureDecoder.decode(file.toString(), bytes(file)),
        () -> new Fingerprint().add(bytes(file)));
  }

  /** A picture in memory, shared, not copied; it must not change before it is read. */
  public static Picture of(BufferedImage image) {
    return new Picture(
        "picture of " + image.getWidth() + " × " + image.getHeight() + " pixels",
        () -> Flattening.flatten(image),
        () -> pixels(Flattening.flatten(image)));
  }

  /** The picture in an encoded file's bytes, shared, not copied; messages call it {@code name}. */
  public static Picture of(String name, byte[] encoded) {
    return new Picture(
        name, () -> PictureDecoder.decode(name, encoded), () -> new Fingerprint().add(encoded));
  }

  /** The file's path, or what the picture was called. */
  public String name() {
    return name;
  }

  /**
   * Decodes the picture, anew each time: sRGB, 8 bits, opaque ({@link BufferedImage#TYPE_INT_RGB}),
   * turned upright as a JPEG's EXIF orientation says, transparency laid on white, the first frame
   * of several.
   *
   * @throws TriviumException when it is missing, broken, cut short, no picture, or larger than
   *     {@link #MOST_PIXELS}
   */
  public BufferedImage read() {
    return reader.get();
  }

  /**
   * A name for the content, the key of caches: of a file's bytes as they are, or of the pixels of a
   * picture in memory. The file is read, nothing decoded.
   */
  public String fingerprint() {
    return print.get().hex();
  }

  private static Fingerprint pixels(BufferedImage image) {
    int width = image.getWidth();
    int height = image.getHeight();
    int[] rgb = image.getRGB(0, 0, width, height, null, 0, width);
    return new Fingerprint().add(width).add(height).add(rgb);
  }

  @Override
  public String toString() {
    return name;
  }

  private static byte[] bytes(Path file) {
    if (!Files.isRegularFile(file)) {
      throw new TriviumException(
          Files.isDirectory(file)
              ? file + " is a folder, not a picture; give a file in it"
              : "there is no picture " + file + "; check the path");
    }
    try {
      long size = Files.size(file);
      if (size > MOST_BYTES) {
        throw new TriviumException(
            file + " has " + size + " bytes, more than the " + MOST_BYTES + " of a picture");
      }
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new TriviumException("cannot read picture " + file + ": " + e, e);
    }
  }
}
