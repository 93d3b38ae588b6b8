package dev.trivium.text.words;

import dev.trivium.core.TriviumException;
import dev.trivium.core.embedding.IdEncoding;
import dev.trivium.core.io.ByteInput;
import dev.trivium.core.math.Matrix;
import dev.trivium.text.words.FastTextSettings.Loss;
import dev.trivium.text.words.FastTextSettings.Mode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads a model of {@link FastTextBinary}. */
final class FastTextReader {
  private static final int LONGEST_WORD = 1 << 20;
  private static final int LEAST_ENTRY = 10;
  private static final int SETTINGS = 14;
  private static final int MOST_OF_A_SETTING = 100_000;

  private final ByteInput in;
  private final IdEncoding encoding;
  private boolean old;

  FastTextReader(ByteInput in, IdEncoding encoding) {
    this.in = in;
    this.encoding = encoding;
  }

  /** By the magic number, or by the settings of the format that had none. */
  static boolean isModel(ByteInput in) throws IOException {
    byte[] head = in.head(4 * SETTINGS);
    if (head.length < 4 * SETTINGS) {
      return head.length >= 4 && first(head, 0) == FastTextBinary.MAGIC;
    }
    boolean plausible = true;
    for (int i = 0; i < 6; i++) {
      plausible &= first(head, i) >= 0 && first(head, i) <= MOST_OF_A_SETTING;
    }
    boolean coded = isCode(first(head, 6)) && isCode(first(head, 7)) && first(head, 0) > 0;
    return first(head, 0) == FastTextBinary.MAGIC || (plausible && coded);
  }

  private static int first(byte[] head, int i) {
    return ByteBuffer.wrap(head).order(ByteOrder.LITTLE_ENDIAN).getInt(4 * i);
  }

  private static boolean isCode(int code) {
    return code >= 1 && code <= 4;
  }

  FastTextModel model() throws IOException {
    FastTextSettings settings = settings();
    FastTextDictionary dictionary = dictionary();
    boolean quantised = !old && in.readByte("the first matrix") != 0;
    Matrix input = matrix("the first matrix", quantised);
    boolean quantisedOutput = !old && in.readByte("the second matrix") != 0;
    Matrix output = matrix("the second matrix", quantised && quantisedOutput);
    if (!in.atEnd()) {
      throw damaged("goes on after its second matrix, at byte " + in.position());
    }
    requireFinite(input);
    try {
      if (old) {
        settle(dictionary, settings, input);
      }
      return new FastTextModel(
          String.valueOf(in.file().getFileName()), settings, dictionary, input, output);
    } catch (IllegalArgumentException e) {
      throw damaged("does not agree with itself: " + e.getMessage());
    }
  }

  /**
   * The first versions gave n-grams to the end of a sentence too. Its own row becomes their mean,
   * so that its vector stays what it was.
   */
  private static void settle(
      FastTextDictionary dictionary, FastTextSettings settings, Matrix input) {
    int end = dictionary.row(Subwords.END_OF_SENTENCE);
    if (end >= 0 && input.rows() >= dictionary.size() + settings.subwords().buckets()) {
      int[] ngrams = dictionary.rows(settings.subwords().ofAny(dictionary.bytes(end)));
      float[] mean = FastTextModel.mean(input, end, ngrams);
      System.arraycopy(mean, 0, input.array(), input.offset(end), mean.length);
    }
  }

  private FastTextSettings settings() throws IOException {
    int[] s = new int[SETTINGS];
    s[0] = setting();
    s[1] = setting();
    old = s[0] != FastTextBinary.MAGIC;
    if (old) {
      s[3] = s[1]; // dimension and window stand where the others have magic and version
      s[2] = s[0];
    } else if (s[1] > FastTextBinary.VERSION || s[1] < 11) {
      throw new TriviumException(
          "%s is a fastText model of version %d; expected 11 or 12, write it again with fastText 0.9"
              .formatted(in.file(), s[1]));
    }
    for (int i = old ? 4 : 2; i < SETTINGS; i++) {
      s[i] = setting();
    }
    double sample = in.readDouble("the settings");
    boolean withoutNgrams = s[9] == 3 && !old && s[1] == 11; // as fastText reads such models
    try {
      return new FastTextSettings(
          s[2],
          s[3],
          s[4],
          s[5],
          s[6],
          s[7],
          FastTextSettings.byCode(Loss.values(), Loss::code, s[8]),
          FastTextSettings.byCode(Mode.values(), Mode::code, s[9]),
          new Subwords(s[11], withoutNgrams ? 0 : s[12], s[10]),
          s[13],
          sample);
    } catch (IllegalArgumentException e) {
      throw new TriviumException(
          in.file() + " is no model of fastText: in its settings, " + e.getMessage(), e);
    }
  }

  private int setting() throws IOException {
    return in.readInt("the settings");
  }

  private FastTextDictionary dictionary() throws IOException {
    int size = in.readInt("the numbers of words");
    int words = in.readInt("the numbers of words");
    int labels = in.readInt("the numbers of words");
    long tokens = in.readLong("the number of tokens");
    long pruned = old ? -1 : in.readLong("the number of pruned n-grams");
    if (words < 0
        || labels < 0
        || size != words + labels
        || (long) size * LEAST_ENTRY + Math.max(0, pruned) * 8 > in.mostLeft()) {
      throw damaged(
          "promises %d words and %d labels, %d in all, more than the file can hold or not their sum"
              .formatted(words, labels, size));
    }
    List<byte[]> entries = new ArrayList<>(size);
    List<String> names = new ArrayList<>(size);
    long[] counts = new long[size];
    for (int i = 0; i < size; i++) {
      byte[] word = in.readUntil(0, LONGEST_WORD, "a word");
      entries.add(word);
      names.add(name(word));
      counts[i] = in.readLong("the count of a word");
      boolean label = in.readByte("the kind of a word") != 0;
      if (label != i >= words) {
        throw damaged("has '" + names.get(i) + "' as a " + (label ? "label" : "word"));
      }
    }
    return new FastTextDictionary(
        encoding,
        entries,
        names.subList(0, words),
        names.subList(words, size),
        counts,
        tokens,
        pruned(pruned));
  }

  private @Nullable Map<Integer, Integer> pruned(long size) throws IOException {
    if (size < 0) {
      return null;
    }
    Map<Integer, Integer> kept = new HashMap<>();
    for (long i = 0; i < size; i++) {
      int bucket = in.readInt("the pruned n-grams");
      int row = in.readInt("the pruned n-grams");
      if (row < 0 || row >= size) {
        throw damaged("sends an n-gram to row " + row + " of " + size);
      }
      kept.put(bucket, row);
    }
    return kept;
  }

  private String name(byte[] word) {
    try {
      return encoding.decode(word, 0, word.length);
    } catch (CharacterCodingException e) {
      throw new TriviumException(
          "%s: the word before byte %d is not %s text; name the encoding it is in, or have such bytes replaced, left out or escaped"
              .formatted(in.file(), in.position(), encoding.charset()),
          e);
    }
  }

  private Matrix matrix(String what, boolean quantised) throws IOException {
    if (quantised) {
      return new ProductQuantizedReader(in, what).matrix();
    }
    long rows = in.readLong(what);
    long columns = in.readLong(what);
    requireRoom(in, what, rows, columns, 4 * columns);
    Matrix matrix = Matrix.zeros((int) rows, (int) columns);
    in.readFloats(matrix.array(), 0, matrix.array().length, what);
    return matrix;
  }

  /** Before anything so large is made. */
  static void requireRoom(ByteInput in, String what, long rows, long columns, long bytesOfARow) {
    boolean sane = rows >= 0 && columns > 0 && rows <= Integer.MAX_VALUE && columns < 1 << 24;
    if (!sane || rows > (Integer.MAX_VALUE - 8) / columns || rows * bytesOfARow > in.mostLeft()) {
      throw new TriviumException(
          "%s: %s would be [%d × %d], more than is left of the file or than one array holds; fetch or write it again"
              .formatted(in.file(), what, rows, columns));
    }
  }

  private void requireFinite(Matrix matrix) {
    for (int i = 0; i < matrix.array().length; i++) {
      if (!Float.isFinite(matrix.array()[i])) {
        throw new TriviumException(
            "%s: row %d of the first matrix holds %s; expected finite numbers, look at what made it"
                .formatted(in.file(), i / matrix.columns(), matrix.array()[i]));
      }
    }
  }

  private TriviumException damaged(String how) {
    return new TriviumException(in.file() + " " + how + "; fetch or write it again");
  }
}
