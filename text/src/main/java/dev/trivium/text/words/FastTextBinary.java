package dev.trivium.text.words;

import dev.trivium.core.TriviumException;
import dev.trivium.core.embedding.IdEncoding;
import dev.trivium.core.io.AtomicFiles;
import dev.trivium.core.io.ByteInput;
import dev.trivium.core.io.ByteOutput;
import dev.trivium.core.math.Matrix;
import dev.trivium.text.words.FastTextSettings.Loss;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;

/**
 * fastText's own format of whole models, {@code .bin}: settings, words and counts, the matrix of
 * words and buckets, the matrix of contexts. Reads version 12 and 11, the format before these,
 * which has no magic number, and models compressed by product quantisation, {@code .ftz}, whose
 * vectors come out as the approximations that they are. Writes version 12, which fastText and
 * gensim read.
 *
 * @see <a
 *     href="https://github.com/facebookresearch/fastText/blob/main/src/fasttext.cc">fastText</a>
 */
public final class FastTextBinary {
  static final int MAGIC = 793712314;
  static final int VERSION = 12;

  /** UTF-8 with other bytes as {@code \xNN}, as gensim reads words that were cut. */
  private static final IdEncoding USUAL = IdEncoding.UTF_8.with(IdEncoding.Malformed.ESCAPE);

  private FastTextBinary() {}

  /**
   * Reads a model, which may be compressed by gzip; bytes of a word that are no UTF-8 become {@code
   * \xNN}.
   */
  public static FastTextModel read(Path file) {
    return read(file, USUAL);
  }

  /** Reads a model whose words are in another encoding. */
  public static FastTextModel read(Path file, IdEncoding encoding) {
    return ByteInput.read(file, in -> new FastTextReader(in, encoding).model());
  }

  /** Whether a file is such a model, by its first numbers. */
  public static boolean isModel(Path file) {
    return ByteInput.read(file, FastTextReader::isModel);
  }

  /** Writes a model whole, in version 12. */
  public static void write(FastTextModel model, Path file) {
    if (model.dictionary().isPruned()) {
      throw new TriviumException(
          "the n-grams of "
              + model.name()
              + " are pruned, which fastText keeps in compressed models only; write its vectors as text instead");
    }
    AtomicFiles.write(file, out -> write(model, out));
  }

  private static void write(FastTextModel model, OutputStream out) throws IOException {
    ByteOutput bytes = new ByteOutput(out);
    FastTextSettings s = model.settings();
    Loss loss = s.loss();
    for (int x :
        new int[] {
          MAGIC,
          VERSION,
          s.dimension(),
          s.window(),
          s.epochs(),
          s.minCount(),
          s.negatives(),
          s.wordNgrams(),
          loss.code(),
          s.mode().code(),
          s.subwords().buckets(),
          s.subwords().minN(),
          s.subwords().maxN(),
          s.updateRate()
        }) {
      bytes.writeInt(x);
    }
    bytes.writeDouble(s.sample());
    writeDictionary(model.dictionary(), bytes);
    writeMatrix(model.input(), bytes);
    writeMatrix(model.output(), bytes);
  }

  private static void writeDictionary(FastTextDictionary dictionary, ByteOutput bytes)
      throws IOException {
    List<byte[]> entries = dictionary.entries();
    bytes.writeInt(entries.size());
    bytes.writeInt(dictionary.size());
    bytes.writeInt(dictionary.labels().size());
    bytes.writeLong(dictionary.tokens());
    bytes.writeLong(-1); // nothing is pruned
    for (int i = 0; i < entries.size(); i++) {
      bytes.write(entries.get(i));
      bytes.writeByte(0);
      bytes.writeLong(dictionary.count(i));
      bytes.writeByte(i < dictionary.size() ? 0 : 1);
    }
  }

  private static void writeMatrix(Matrix matrix, ByteOutput bytes) throws IOException {
    bytes.writeByte(0); // not quantised
    bytes.writeLong(matrix.rows());
    bytes.writeLong(matrix.columns());
    bytes.writeFloats(matrix.array(), 0, matrix.array().length);
  }
}
