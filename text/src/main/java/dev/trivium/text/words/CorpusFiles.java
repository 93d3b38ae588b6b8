package dev.trivium.text.words;

import dev.trivium.core.Progress;
import dev.trivium.core.TriviumException;
import dev.trivium.core.io.Reason;
import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/** The files of a corpus, one after another; those that begin as gzip does are decompressed. */
final class CorpusFiles {
  private static final int LONGEST_SIGN = 6;
  private static final String GZIP = "1f8b";

  /** How files begin that are given for texts by mistake, in hexadecimal. */
  private static final Map<String, String> NO_TEXT =
      Map.of(
          "fd377a585a00", "compressed by xz",
          "425a68", "compressed by bzip2",
          "28b52ffd", "compressed by zstd",
          "504b0304", "a zip archive",
          "fffe", "in UTF-16",
          "feff", "in UTF-16");

  private final List<Path> files;
  private final List<Path> given;

  private CorpusFiles(List<Path> files, List<Path> given) {
    this.files = files;
    this.given = given;
  }

  static CorpusFiles of(List<Path> paths) {
    List<Path> files = new ArrayList<>();
    for (Path path : paths) {
      if (Files.isDirectory(path)) {
        files.addAll(below(path));
      } else if (Files.isReadable(path)) {
        files.add(path);
      } else {
        throw new TriviumException(
            path + " is no file that can be read; give a text, a sentence a line");
      }
    }
    if (files.isEmpty()) {
      throw new TriviumException(
          "there is no file in " + names(paths) + "; give a text, a sentence a line");
    }
    return new CorpusFiles(files, paths);
  }

  private static List<Path> below(Path folder) {
    try (Stream<Path> walk = Files.walk(folder, FileVisitOption.FOLLOW_LINKS)) {
      return walk.filter(Files::isRegularFile)
          .filter(file -> !hidden(folder.relativize(file)))
          .sorted()
          .toList();
    } catch (UncheckedIOException e) {
      throw failure(folder, Objects.requireNonNull(e.getCause()));
    } catch (IOException e) {
      throw failure(folder, e);
    }
  }

  /** Whether a name on the way begins with a dot, as those of half-written files do. */
  private static boolean hidden(Path below) {
    for (Path name : below) {
      if (name.toString().startsWith(".")) {
        return true;
      }
    }
    return false;
  }

  /** What to throw when what is read fails. */
  static RuntimeException failure(Object name, IOException e) {
    if (e instanceof ClosedByInterruptException) {
      return (RuntimeException)
          new CancellationException("reading was interrupted; nothing was kept").initCause(e);
    }
    return new TriviumException(
        "%s cannot be read, %s; give a whole text, or one compressed by gzip"
            .formatted(name, Reason.of(e)),
        e);
  }

  /** Takes what a file says. */
  @FunctionalInterface
  interface Sink {
    void take(InputStream in, String name) throws IOException;
  }

  void read(Sink sink, Progress progress) throws IOException {
    long total = 0;
    for (Path file : files) {
      total += Files.size(file);
    }
    long before = 0;
    for (Path file : files) {
      try (Metered metered = new Metered(Files.newInputStream(file), progress, before, total);
          InputStream in = unpacked(metered, file.toString())) {
        sink.take(in, file.toString());
      } catch (IOException e) {
        throw failure(file, e);
      }
      before += Files.size(file);
    }
    progress.at(total, total);
  }

  /**
   * The text of a stream, decompressed where it begins as gzip does. What begins as something else
   * does that is no text in bytes would be learnt from without a word, and is refused.
   */
  static InputStream unpacked(InputStream stream, String name) throws IOException {
    BufferedInputStream in = new BufferedInputStream(stream, 1 << 16);
    in.mark(LONGEST_SIGN);
    String head = HexFormat.of().formatHex(in.readNBytes(LONGEST_SIGN));
    in.reset();
    if (head.startsWith(GZIP)) {
      return unpacked(new GZIPInputStream(in, 1 << 16), name);
    }
    NO_TEXT.forEach(
        (sign, kind) -> {
          if (head.startsWith(sign)) {
            throw new TriviumException(
                "%s is %s; give text in UTF-8, as it is or compressed by gzip"
                    .formatted(name, kind));
          }
        });
    return in;
  }

  private static String names(List<Path> paths) {
    return paths.stream().map(Path::toString).collect(Collectors.joining(", "));
  }

  @Override
  public String toString() {
    return names(given);
  }

  /** Tells how much of all files has been read. */
  private static final class Metered extends FilterInputStream {
    private final Progress progress;
    private final long total;
    private long done;
    private long told;

    Metered(InputStream in, Progress progress, long before, long total) {
      super(in);
      this.progress = progress;
      this.total = total;
      this.done = before;
      this.told = before;
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
      int read = super.read(bytes, from, length);
      done += Math.max(0, read);
      if (done - told > total / 100) {
        told = done;
        progress.at(Math.min(done, total), total);
      }
      return read;
    }
  }
}
