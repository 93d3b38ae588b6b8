package dev.trivium.image;

import java.io.EOFException;
import java.util.Locale;
import javax.imageio.ImageReader;
import javax.imageio.event.IIOReadWarningListener;
import org.jspecify.annotations.Nullable;

/**
 * What a decoder puts up with. JPEG decoders fill what is missing with grey and only warn; a vector
 * of half a picture would be wrong and nobody would know.
 */
final class Complaints implements IIOReadWarningListener {
  private @Nullable String cutShort;

  @Override
  public void warningOccurred(ImageReader source, String warning) {
    String lower = warning.toLowerCase(Locale.ROOT);
    if (lower.contains("premature end") || lower.contains("truncated") || lower.contains("eof")) {
      cutShort = warning;
    }
  }

  void throwIfCutShort() throws EOFException {
    if (cutShort != null) {
      throw new EOFException(cutShort);
    }
  }
}
