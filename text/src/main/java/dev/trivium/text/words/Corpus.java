package dev.trivium.text.words;

import dev.trivium.core.Progress;
import dev.trivium.core.TriviumException;
import dev.trivium.core.io.Fingerprint;
import dev.trivium.core.sequence.SequenceSink;
import dev.trivium.core.sequence.SequenceSource;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.IntBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;

/**
 * A corpus in numbers: tokens parted by white space, a line a sentence, read once (from files,
 * folders of them, files compressed by gzip, or a stream) and kept as ids in a temporary file, from
 * which each epoch is streamed; a sentence of more than {@value #LONGEST} tokens is cut. Words that
 * come less often than a least count are left out, the others numbered by falling count. Memory:
 * the words; disk: 4 bytes a token until {@link #close}.
 */
public final class Corpus implements SequenceSource, AutoCloseable {
  /** The most tokens of a sentence. */
  public static final int LONGEST = 10_000;

  private final TokenFile tokens;
  private final Vocabulary vocabulary;

  private Corpus(TokenFile tokens, Vocabulary vocabulary) {
    this.tokens = tokens;
    this.vocabulary = vocabulary;
  }

  /**
   * Reads files and folders, these with all files in and below them by their names' order.
   *
   * @param minCount words that come less often are left out
   */
  public static Corpus read(List<Path> paths, int minCount, Progress progress) {
    requireMinCount(minCount);
    CorpusFiles files = CorpusFiles.of(paths);
    return read(
        minCount,
        (counts, tokens) -> {
          TokenReader words = new TokenReader(counts, tokens);
          files.read((in, name) -> words.read(in), progress);
        },
        files.toString());
  }

  /**
   * Reads a stream of UTF-8, maybe compressed by gzip, which stays open.
   *
   * @param name what to call it in messages
   */
  public static Corpus read(InputStream in, String name, int minCount) {
    requireMinCount(minCount);
    return read(
        minCount,
        (counts, tokens) -> new TokenReader(counts, tokens).read(CorpusFiles.unpacked(in, name)),
        name);
  }

  /**
   * The lines of files and folders, as {@link #read(List, int, Progress)} finds them, in UTF-8: for
   * what takes each as a document. There must be one that is not blank.
   */
  public static List<String> lines(List<Path> paths, Progress progress) {
    CorpusFiles files = CorpusFiles.of(paths);
    List<String> lines = new ArrayList<>();
    try {
      files.read((in, name) -> lines(in, name, lines), progress);
    } catch (IOException e) {
      throw CorpusFiles.failure(files, e);
    }
    return notBlank(lines, files.toString());
  }

  /** The lines of a stream of UTF-8, maybe compressed by gzip, which stays open. */
  public static List<String> lines(InputStream in, String name) {
    List<String> lines = new ArrayList<>();
    try {
      lines(CorpusFiles.unpacked(in, name), name, lines);
    } catch (IOException e) {
      throw CorpusFiles.failure(name, e);
    }
    return notBlank(lines, name);
  }

  private static void lines(InputStream in, String name, List<String> into) throws IOException {
    var strict = new InputStreamReader(in, StandardCharsets.UTF_8.newDecoder());
    BufferedReader reader = new BufferedReader(strict, 1 << 16);
    int before = into.size();
    try {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        into.add(line);
        if (Thread.currentThread().isInterrupted()) {
          throw new CancellationException("reading was interrupted; nothing was kept");
        }
      }
    } catch (CharacterCodingException e) {
      throw new TriviumException(
          "%s is not UTF-8 text, near line %d; convert it first, say with iconv -f latin1 -t utf8"
              .formatted(name, into.size() - before + 1),
          e);
    }
  }

  private static List<String> notBlank(List<String> lines, String name) {
    if (lines.stream().allMatch(String::isBlank)) {
      throw new TriviumException(name + " has no text in it; give a document a line");
    }
    return lines;
  }

  /** A corpus of which all tokens are put, as the words they are counted as. */
  static Corpus of(int minCount, Reading reading, String name) {
    requireMinCount(minCount);
    return read(minCount, reading, name);
  }

  private static void requireMinCount(int minCount) {
    if (minCount < 1) {
      throw new IllegalArgumentException("minCount is " + minCount + "; choose 1 or more, say 5");
    }
  }

  /** Puts the tokens of a corpus. */
  @FunctionalInterface
  interface Reading {
    void into(WordCounts counts, TokenFile.Writer tokens) throws IOException;
  }

  private static Corpus read(int minCount, Reading reading, String name) {
    WordCounts counts = new WordCounts();
    TokenFile tokens;
    try (TokenFile.Writer writer = TokenFile.create()) {
      reading.into(counts, writer);
      tokens = writer.finish();
    } catch (IOException e) {
      throw CorpusFiles.failure(name, e);
    }
    try {
      Vocabulary vocabulary = Vocabulary.of(counts, minCount);
      if (vocabulary.size() == 0) {
        throw new TriviumException(
            counts.size() == 0
                ? name + " has no words; give a text with words parted by blanks, a sentence a line"
                : "%s has no word that comes %d times; lower the least count, or give more text"
                    .formatted(name, minCount));
      }
      return new Corpus(tokens, vocabulary);
    } catch (RuntimeException e) {
      tokens.close();
      throw e;
    }
  }

  /** The words by id, the most frequent first, those of one count by the order they came in. */
  public List<String> words() {
    return vocabulary.words();
  }

  /** How many tokens were read, those left out included. */
  public long tokens() {
    return vocabulary.tokens();
  }

  /** Of the words and their counts: the same for the same corpus. */
  String fingerprint() {
    Fingerprint fingerprint = new Fingerprint();
    vocabulary.words().forEach(fingerprint::add);
    return fingerprint.add(Arrays.toString(vocabulary.counts())).hex();
  }

  @Override
  public int vocabulary() {
    return vocabulary.size();
  }

  @Override
  public long[] counts() {
    return vocabulary.counts();
  }

  @Override
  public void stream(int epoch, int shard, int shards, SequenceSink sink) {
    long length = tokens.length();
    long at = tokens.sentenceAt(share(length, shard, shards));
    long end = tokens.sentenceAt(share(length, shard + 1, shards));
    int[] sentence = new int[LONGEST];
    while (at < end) {
      IntBuffer block = tokens.block(at, Math.min(end - at, TokenFile.BLOCK));
      int size = block.remaining();
      int kept = 0;
      int whole = 0;
      for (int i = 0; i < size; i++) {
        int token = block.get(block.position() + i);
        if (token == TokenFile.END) {
          if (kept > 0) {
            sink.accept(sentence, 0, kept);
          }
          kept = 0;
          whole = i + 1;
        } else {
          int id = vocabulary.id(token);
          if (id >= 0) {
            sentence[kept++] = id;
          }
        }
      }
      at += whole;
    }
  }

  private static long share(long length, int shard, int shards) {
    return shard == shards ? length : (long) ((double) length * shard / shards);
  }

  /** Frees what lies on the disk. */
  @Override
  public void close() {
    tokens.close();
  }
}
