package dev.trivium.core.embedding;

import dev.trivium.core.Progress;
import dev.trivium.core.TriviumException;
import dev.trivium.core.io.AtomicFiles;
import dev.trivium.core.math.Matrix;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.StringTokenizer;
import org.jspecify.annotations.Nullable;

/**
 * word2vec's text format: a line {@code n d}, then for each row its id and d numbers, separated by
 * single blanks, in UTF-8. An id may hold no white space. Numbers are written so that reading gives
 * the same floats.
 */
public final class Word2VecText {
  private Word2VecText() {}

  /** Writes the file whole. */
  public static void write(EmbeddingTable table, Path file) {
    write(table, file, Progress.NONE);
  }

  /** The same, telling {@code progress} of rows written. */
  public static void write(EmbeddingTable table, Path file, Progress progress) {
    requireIds(table.ids(), file);
    AtomicFiles.write(file, out -> write(table, out, progress));
  }

  /** Refuses ids that cannot stand in such a file, so that it can be told before they are made. */
  public static void requireIds(List<String> ids, Path file) {
    for (String id : ids) {
      if (id.isEmpty() || id.chars().anyMatch(c -> Character.isWhitespace(c) || c == 0xA0)) {
        throw new TriviumException(
            "id '"
                + id
                + "' cannot stand in the word2vec text file "
                + file
                + ", whose ids hold no white space; write a folder instead");
      }
    }
  }

  private static void write(EmbeddingTable table, OutputStream out, Progress progress)
      throws IOException {
    out.write((table.size() + " " + table.dimension() + "\n").getBytes(StandardCharsets.UTF_8));
    float[] array = table.matrix().array();
    byte[] line = new byte[Math.multiplyExact(table.dimension(), FloatText.LONGEST) + 1];
    int step = Math.max(1, table.size() / 100);
    for (int r = 0; r < table.size(); r++) {
      out.write(table.ids().get(r).getBytes(StandardCharsets.UTF_8));
      int end = 0;
      for (int i = r * table.dimension(); i < (r + 1) * table.dimension(); i++) {
        line[end++] = ' ';
        end = FloatText.write(array[i], line, end);
      }
      line[end++] = '\n';
      out.write(line, 0, end);
      if ((r + 1) % step == 0) {
        progress.at(r + 1, table.size());
      }
    }
  }

  /** Reads a file; the space is named after it. */
  public static EmbeddingTable read(Path file) {
    try (BufferedReader in = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      int[] shape = header(in.readLine(), file);
      Matrix matrix = Matrix.zeros(shape[0], shape[1]);
      List<String> ids = new ArrayList<>();
      for (int r = 0; r < shape[0]; r++) {
        String line = in.readLine();
        if (line == null) {
          throw new TriviumException(
              file
                  + " ends after "
                  + r
                  + " vectors where its first line promises "
                  + shape[0]
                  + "; fetch or write it again");
        }
        ids.add(row(line, matrix, r, file));
      }
      return EmbeddingTable.of(
          ids, matrix, Provenance.of(String.valueOf(file.getFileName()), "word2vec text"));
    } catch (MalformedInputException e) {
      throw new TriviumException(file + " is not UTF-8 text; is it word2vec's binary format?", e);
    } catch (IOException e) {
      throw new TriviumException("cannot read " + file + ": " + e, e);
    }
  }

  private static int[] header(@Nullable String line, Path file) {
    String[] parts = line == null ? new String[0] : line.trim().split(" ");
    try {
      if (parts.length == 2) {
        int n = Integer.parseInt(parts[0]);
        int d = Integer.parseInt(parts[1]);
        if (n >= 0 && d > 0) {
          return new int[] {n, d};
        }
      }
    } catch (NumberFormatException e) {
      // told below
    }
    throw new TriviumException(
        file
            + ":1: expected two numbers, of vectors and of dimensions, as word2vec writes; found '"
            + line
            + "'");
  }

  private static String row(String line, Matrix matrix, int r, Path file) {
    StringTokenizer tokens = new StringTokenizer(line, " \t");
    int d = matrix.columns();
    if (tokens.countTokens() != d + 1) {
      throw new TriviumException(
          file
              + ":"
              + (r + 2)
              + ": expected an id and "
              + d
              + " numbers, found "
              + tokens.countTokens()
              + " fields");
    }
    String id = tokens.nextToken();
    for (int c = 0; c < d; c++) {
      String token = tokens.nextToken();
      try {
        matrix.array()[r * d + c] = Float.parseFloat(token);
      } catch (NumberFormatException e) {
        throw new TriviumException(
            file + ":" + (r + 2) + ": expected a number, found '" + token + "'", e);
      }
    }
    return id;
  }
}
