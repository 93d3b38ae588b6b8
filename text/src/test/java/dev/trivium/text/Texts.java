package dev.trivium.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Texts for tests: odd ones, and many of mixed lengths. */
final class Texts {
  private static final String[] WORDS =
      ("the quick brown fox jumps over a lazy dog while seven unaffable xylophonists "
              + "recommend multimodal embeddings, pictures & graphs; nobody minds (much) 1234 naïve café")
          .split(" ");

  static final List<String> ODD =
      List.of(
          "A man is eating food.",
          "",
          "   ",
          "grinning face 😀 with 👩‍👩‍👧 family",
          "Привет, мир! 你好世界 مرحبا שלום こんにちは",
          "x",
          "[MASK] [SEP] <b>\u0000\u200b\t\n",
          "word ".repeat(600),
          "supercalifragilisticexpialidocious".repeat(10));

  private Texts() {}

  /** Texts of 1 to {@code longest} words, the same for the same seed. */
  static List<String> mixed(int n, int longest, int seed) {
    Random random = new Random(seed);
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      StringBuilder text = new StringBuilder();
      for (int w = random.nextInt(longest) + 1; w > 0; w--) {
        text.append(WORDS[random.nextInt(WORDS.length)]).append(' ');
      }
      texts.add(text.toString());
    }
    return texts;
  }
}
