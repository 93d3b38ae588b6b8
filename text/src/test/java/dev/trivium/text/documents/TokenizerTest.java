package dev.trivium.text.documents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class TokenizerTest {
  private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}_]{2,}");

  @Test
  void wordsAreLettersAndDigitsInLowerCase() {
    assertThat(Tokenizer.DEFAULT.tokenize("It's 42 GREAT_things, e.g. naïve Straßen—I x²."))
        .containsExactly("it", "42", "great_things", "naïve", "straßen", "x²");
    Tokenizer each = Tokenizer.DEFAULT.withShortest(1).withStopWords(Set.of("great"));
    assertThat(each.tokenize("I am GREAT 😀 𝔘")).containsExactly("i", "am", "𝔘");
    assertThat(each.withLowerCase(false).tokenize("I am GREAT"))
        .containsExactly("I", "am", "GREAT");
    assertThat(Tokenizer.DEFAULT.tokenize("")).isEmpty();
  }

  /** One char of two stands for one code point, so it is too short alone. */
  @Test
  void lengthIsInCodePoints() {
    assertThat(Tokenizer.DEFAULT.tokenize("𝔘 𝔘𝔫 \ud835 a\ud835b \udd18"))
        .containsExactly("𝔘𝔫");
  }

  /** Against Java's own regular expressions and lower case, over random chars of all planes. */
  @Test
  void randomTextsAreCutAsByARegularExpression() {
    Random random = new Random(3);
    int[] blocks = {
      0, 0x80, 0x370, 0x400, 0x590, 0x2100, 0x3040, 0x4e00, 0x10400, 0x1d400, 0x1f600
    };
    for (int t = 0; t < 2000; t++) {
      StringBuilder text = new StringBuilder();
      for (int i = 0; i < 60; i++) {
        int block = blocks[random.nextInt(blocks.length)];
        text.appendCodePoint(random.nextInt(4) == 0 ? ' ' : block + random.nextInt(0x80));
      }
      List<String> expected = new ArrayList<>();
      WORD.matcher(text.toString().toLowerCase(Locale.ROOT))
          .results()
          .map(MatchResult::group)
          .filter(word -> word.codePointCount(0, word.length()) >= 2)
          .forEach(expected::add);
      assertThat(Tokenizer.DEFAULT.tokenize(text.toString()))
          .as(text.toString())
          .isEqualTo(expected);
    }
  }

  @Test
  void settingsSayWhatIsWrong() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Tokenizer.DEFAULT.withShortest(0))
        .withMessage("shortest is 0; choose 1 or more, say 2");
  }
}
