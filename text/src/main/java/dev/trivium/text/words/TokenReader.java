package dev.trivium.text.words;

import dev.trivium.core.OrderedWork;
import dev.trivium.core.TriviumException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;

/**
 * Reads text into the numbers of its words, in the order they come: pieces are cut and counted by
 * several threads, and joined in the order of the text, so that nothing depends on the threads.
 */
final class TokenReader {
  private static final int BLOCK = 1 << 20;

  /** The most bytes that are looked through for the end of a word. */
  private static final int LONGEST_WORD = 1 << 26;

  private final WordCounts words;
  private final TokenFile.Writer tokens;
  private final Deque<TokenBlock> spare = new ArrayDeque<>();
  private byte[] rest = new byte[0];
  private int sentence;

  TokenReader(WordCounts words, TokenFile.Writer tokens) {
    this.words = words;
    this.tokens = tokens;
  }

  /** Reads to the end, where a sentence ends too. An interrupt ends it. */
  void read(InputStream in) throws IOException {
    try (OrderedWork<TokenBlock> work = new OrderedWork<>("reading", this::join)) {
      boolean more = true;
      while (more) {
        TokenBlock block = spare.isEmpty() ? new TokenBlock(BLOCK) : spare.pop();
        more = fill(block, in);
        work.add(block::counted);
      }
      work.finish();
    }
    end();
  }

  /** Fills a block up to the end of a word; returns whether the text goes on. */
  private boolean fill(TokenBlock block, InputStream in) throws IOException {
    int filled = rest.length;
    if (block.bytes().length <= filled) {
      block.grow(2 * filled);
    }
    System.arraycopy(rest, 0, block.bytes(), 0, filled);
    while (true) {
      filled += in.readNBytes(block.bytes(), filled, block.bytes().length - filled);
      boolean more = filled == block.bytes().length;
      int end = more ? lastSpace(block.bytes(), filled) : filled;
      if (end > 0 || !more) {
        rest = Arrays.copyOfRange(block.bytes(), end, filled);
        block.fill(end);
        return more;
      }
      if (filled >= LONGEST_WORD) {
        throw new TriviumException(
            "the corpus has a word of %d bytes or more; give a text with words parted by blanks"
                .formatted(LONGEST_WORD));
      }
      block.grow(2 * filled);
    }
  }

  /** Behind the last white space; 0 where there is none. */
  private static int lastSpace(byte[] bytes, int length) {
    int end = length;
    while (end > 0 && !TokenBlock.isSpace(bytes[end - 1])) {
      end--;
    }
    return end;
  }

  private void join(TokenBlock block) {
    int[] numbers = words.countAll(block.words());
    for (int i = 0; i < block.size(); i++) {
      int number = block.number(i);
      if (number == TokenFile.END) {
        end();
      } else {
        tokens.put(numbers[number]);
        if (++sentence == Corpus.LONGEST) {
          end();
        }
      }
    }
    spare.push(block);
  }

  private void end() {
    if (sentence > 0) {
      tokens.put(TokenFile.END);
      sentence = 0;
    }
  }
}
