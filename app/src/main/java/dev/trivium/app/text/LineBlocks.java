package dev.trivium.app.text;

import dev.trivium.core.Progress;
import dev.trivium.core.TriviumException;
import dev.trivium.core.io.Reason;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The lines of a file, or of standard input for {@code -}, in UTF-8, a block at a time. */
record LineBlocks(String in) {
  private static final int LINES = 4096;
  private static final int CHARACTERS = 1 << 22;

  /** Takes some lines. */
  @FunctionalInterface
  interface Sink {
    void take(List<String> lines) throws IOException;
  }

  /** Refuses a file that cannot be read, before the work. */
  LineBlocks {
    if (!in.equals("-") && !Files.isReadable(Path.of(in))) {
      throw new TriviumException(
          "cannot read '" + in + "'; give a file of texts, one a line, or - for standard input");
    }
    if (Files.isDirectory(Path.of(in))) {
      throw new TriviumException("'" + in + "' is a folder; give a file of texts, one a line");
    }
  }

  /** All lines in order, in blocks of a few thousand; progress in bytes, of a file only. */
  void forEach(Progress progress, Sink sink) throws IOException {
    if (in.equals("-")) {
      blocks(System.in, sink, () -> {});
      return;
    }
    if (!again()) {
      try (InputStream pipe = Files.newInputStream(Path.of(in))) {
        blocks(pipe, sink, () -> {});
      }
      return;
    }
    try (FileChannel file = FileChannel.open(Path.of(in))) {
      long size = file.size();
      blocks(Channels.newInputStream(file), sink, () -> progress.at(file.position(), size));
    }
  }

  /** Whether all can be read once more: of a file, not of a pipe. */
  boolean again() {
    return !in.equals("-") && Files.isRegularFile(Path.of(in));
  }

  @FunctionalInterface
  private interface After {
    void block() throws IOException;
  }

  private void blocks(InputStream stream, Sink sink, After after) throws IOException {
    Reader strict = new InputStreamReader(stream, StandardCharsets.UTF_8.newDecoder());
    BufferedReader lines = new BufferedReader(strict, 1 << 16);
    long before = 0;
    for (List<String> block = next(lines, before); !block.isEmpty(); block = next(lines, before)) {
      before += block.size();
      sink.take(block);
      after.block();
    }
  }

  private List<String> next(BufferedReader lines, long before) throws IOException {
    List<String> block = new ArrayList<>();
    int characters = 0;
    try {
      while (block.size() < LINES && characters < CHARACTERS) {
        String line = lines.readLine();
        if (line == null) {
          break;
        }
        block.add(line);
        characters += line.length();
      }
    } catch (CharacterCodingException e) {
      throw new TriviumException(
          "%s is not UTF-8 text, near line %d (%s); convert it, say with iconv"
              .formatted(in, before + block.size() + 1, Reason.of(e)),
          e);
    }
    return block;
  }
}
