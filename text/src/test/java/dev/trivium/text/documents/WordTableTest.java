package dev.trivium.text.documents;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trivium.core.math.FastRandom;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WordTableTest {
  /** Beside a map of strings: of any length, with chars that take a byte and that do not. */
  @Test
  void wordsAreToldFromOneAnother() {
    FastRandom random = new FastRandom(8);
    String letters = "\u0000ab\u00ff\u0100\u0161\uffff";
    Map<String, Integer> numbers = new LinkedHashMap<>();
    WordTable table = new WordTable();
    char[] chars = new char[20];
    for (int i = 0; i < 50_000; i++) {
      int from = random.nextInt(3);
      int length = random.nextInt(11);
      for (int c = 0; c < length; c++) {
        chars[from + c] = letters.charAt(random.nextInt(random.nextInt(2) == 0 ? 4 : 7));
      }
      String word = new String(chars, from, length);
      int known = numbers.getOrDefault(word, -1);
      assertThat(table.find(chars, from, from + length)).isEqualTo(known);
      if (i % 2 == 0) {
        numbers.putIfAbsent(word, numbers.size());
        int number = numbers.getOrDefault(word, -1);
        assertThat(table.add(chars, from, from + length)).isEqualTo(number);
        assertThat(table.word(number)).isEqualTo(word);
      }
    }
    assertThat(table.size()).isEqualTo(numbers.size()).isGreaterThan(10_000);
  }
}
