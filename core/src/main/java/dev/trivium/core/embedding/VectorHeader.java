package dev.trivium.core.embedding;

import dev.trivium.core.TriviumException;
import dev.trivium.core.io.ByteInput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The line {@code n d} at the beginning of word2vec's formats: what is promised, not yet believed.
 */
record VectorHeader(long size, int dimension) {
  private static final Pattern TWO_NUMBERS = Pattern.compile("(\\d{1,18})[ \t]+(\\d{1,9})");
  private static final int MOST_SHOWN = 60;

  static VectorHeader of(EmbeddingTable table) {
    return new VectorHeader(table.size(), table.dimension());
  }

  byte[] bytes() {
    return (size + " " + dimension + "\n").getBytes(StandardCharsets.US_ASCII);
  }

  static VectorHeader read(ByteInput in) throws IOException {
    String line = in.nextLine() ? text(in) : "";
    VectorHeader header = parse(line);
    if (header == null) {
      String shown = line.length() > MOST_SHOWN ? line.substring(0, MOST_SHOWN) + "…" : line;
      throw new TriviumException(
          "%s:1: expected two numbers, of vectors and of dimensions, as word2vec writes; found '%s'"
              .formatted(in.file(), shown));
    }
    return header;
  }

  /** The header that stands in the line; null where there is none. */
  static @Nullable VectorHeader parse(String line) {
    Matcher numbers = TWO_NUMBERS.matcher(line);
    if (!numbers.matches() || Integer.parseInt(numbers.group(2)) == 0) {
      return null;
    }
    return new VectorHeader(Long.parseLong(numbers.group(1)), Integer.parseInt(numbers.group(2)));
  }

  private static String text(ByteInput in) {
    int from = in.lineStart();
    int length = Math.min(in.lineEnd() - from, 4 * MOST_SHOWN);
    return new String(in.buffer(), from, length, StandardCharsets.UTF_8).strip();
  }

  /** The rows promised, but no more than there can be where a number takes so many bytes. */
  long roomFor(ByteInput in, int bytesOfANumber) {
    return Math.min(size, in.mostLeft() / ((long) dimension * bytesOfANumber));
  }

  TriviumException endsAfter(long rows, ByteInput in) {
    return new TriviumException(
        "%s ends after %d vectors where its first line promises %d of %d numbers; fetch or write it again"
            .formatted(in.file(), rows, size, dimension));
  }

  TriviumException goesOn(ByteInput in) {
    return new TriviumException(
        "%s goes on after the %d vectors of %d numbers that its first line promises; fetch or write it again"
            .formatted(in.file(), size, dimension));
  }
}
