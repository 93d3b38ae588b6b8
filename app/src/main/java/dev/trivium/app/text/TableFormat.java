package dev.trivium.app.text;

import dev.trivium.app.console.OutFile;
import dev.trivium.app.console.UsageException;
import dev.trivium.core.Progress;
import dev.trivium.core.embedding.EmbeddingTable;
import dev.trivium.core.embedding.NpyMatrix;
import dev.trivium.core.embedding.VectorFormat;
import dev.trivium.core.embedding.Word2VecText;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The forms in which a verb writes vectors of words, as its option {@code --format} has them. */
enum TableFormat {
  TEXT(VectorFormat.WORD2VEC_TEXT),
  BINARY(VectorFormat.WORD2VEC_BINARY),
  /** A whole model, n-grams included. */
  FASTTEXT(null),
  /** NumPy's, the words in a file beside it. */
  NPY(null),
  FOLDER(VectorFormat.FOLDER);

  private final @Nullable VectorFormat table;

  TableFormat(@Nullable VectorFormat table) {
    this.table = table;
  }

  /** The one asked for, or what the name of the file says. */
  static TableFormat of(@Nullable String format, String out) {
    if (format == null) {
      if (OutFile.isFolder(out)) {
        return FOLDER;
      }
      String name = out.toLowerCase(Locale.ROOT);
      return name.endsWith(".bin") ? BINARY : name.endsWith(".npy") ? NPY : TEXT;
    }
    return switch (format.strip().toLowerCase(Locale.ROOT)) {
      case "text" -> TEXT;
      case "binary" -> BINARY;
      case "fasttext" -> FASTTEXT;
      case "npy" -> NPY;
      case "folder" -> FOLDER;
      default ->
          throw new UsageException(
              "--format is '" + format + "'; choose text, binary, npy, fasttext or folder");
    };
  }

  /** Where it will lie, looked at before the work. */
  Path path(String out) {
    return switch (this) {
      case FOLDER -> OutFile.folder(out);
      case TEXT -> OutFile.text(out);
      case BINARY, FASTTEXT, NPY -> OutFile.file(out);
    };
  }

  void write(EmbeddingTable vectors, Path path, Progress progress) {
    if (this == NPY) {
      NpyMatrix.write(vectors, path);
      return;
    }
    if (table == null) {
      throw new UsageException(
          "--format fasttext is for --model fasttext alone; choose text, binary, npy or folder");
    }
    if (this == TEXT) {
      Word2VecText.requireIds(vectors.ids(), path);
      OutFile.write(path, to -> Word2VecText.write(vectors, to, progress));
    } else {
      table.write(vectors, path, progress);
    }
  }
}
