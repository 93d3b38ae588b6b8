package dev.trivium.image;

import com.twelvemonkeys.imageio.metadata.Directory;
import com.twelvemonkeys.imageio.metadata.Entry;
import com.twelvemonkeys.imageio.metadata.jpeg.JPEG;
import com.twelvemonkeys.imageio.metadata.jpeg.JPEGSegment;
import com.twelvemonkeys.imageio.metadata.jpeg.JPEGSegmentUtil;
import com.twelvemonkeys.imageio.metadata.tiff.TIFF;
import com.twelvemonkeys.imageio.metadata.tiff.TIFFReader;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How a camera was held (Exif 2.32, tag 0x0112): its stored picture is the upright one, mirrored
 * left to right or not, and turned by a quarter, a half or three quarters.
 *
 * @param transposed rows and columns change places, after the flips
 * @param flippedX stored right to left
 * @param flippedY stored bottom to top
 */
record Orientation(boolean transposed, boolean flippedX, boolean flippedY) {
  private static final Logger LOG = LoggerFactory.getLogger(Orientation.class);
  private static final Orientation UPRIGHT = new Orientation(false, false, false);

  /** The orientation of Exif's number 1 to 8; upright for any other. */
  static Orientation of(int exif) {
    return exif < 1 || exif > 8
        ? UPRIGHT
        : new Orientation(
            exif > 4,
            exif == 2 || exif == 3 || exif == 7 || exif == 8,
            exif == 3 || exif == 4 || exif == 6 || exif == 7);
  }

  /** What a JPEG says of itself; upright when it says nothing that can be understood. */
  static Orientation of(ImageInputStream jpeg) {
    try {
      List<JPEGSegment> exif = JPEGSegmentUtil.readSegments(jpeg, JPEG.APP1, "Exif");
      return exif.isEmpty() ? UPRIGHT : of(tag(exif.get(0)));
    } catch (IOException | RuntimeException e) {
      LOG.debug("Exif data that cannot be read, picture taken as upright", e);
      return UPRIGHT;
    }
  }

  private static int tag(JPEGSegment exif) throws IOException {
    try (InputStream data = exif.data()) {
      data.skipNBytes(1); // the identifier is "Exif" and two zeros, of which one is still there
      try (ImageInputStream tiff = new MemoryCacheImageInputStream(data)) {
        Directory directory = new TIFFReader().read(tiff);
        Entry entry = directory.getEntryById(TIFF.TAG_ORIENTATION);
        return entry != null && entry.getValue() instanceof Number n ? n.intValue() : 1;
      }
    }
  }

  /** The stored picture as it was seen. */
  BufferedImage upright(BufferedImage stored) {
    if (equals(UPRIGHT)) {
      return stored;
    }
    int width = transposed ? stored.getHeight() : stored.getWidth();
    int height = transposed ? stored.getWidth() : stored.getHeight();
    BufferedImage upright = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    int[] pixels =
        stored.getRGB(0, 0, stored.getWidth(), stored.getHeight(), null, 0, stored.getWidth());
    int[] row = new int[width];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int u = transposed ? y : x;
        int v = transposed ? x : y;
        int column = flippedX ? stored.getWidth() - 1 - u : u;
        int line = flippedY ? stored.getHeight() - 1 - v : v;
        row[x] = pixels[line * stored.getWidth() + column];
      }
      upright.setRGB(0, y, width, 1, row, 0, width);
    }
    return upright;
  }
}
