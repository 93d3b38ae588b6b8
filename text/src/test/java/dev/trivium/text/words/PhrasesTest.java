package dev.trivium.text.words;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trivium.core.math.FastRandom;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;

class PhrasesTest {
  private static Corpus corpus(String text) {
    return Corpus.read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), "text", 1);
  }

  private static List<List<String>> sentences(Corpus corpus) {
    List<List<String>> sentences = new ArrayList<>();
    corpus.stream(
        0,
        0,
        1,
        (ids, from, to) -> {
          List<String> sentence = new ArrayList<>();
          for (int i = from; i < to; i++) {
            sentence.add(corpus.words().get(ids[i]));
          }
          sentences.add(sentence);
        });
    return sentences;
  }

  /** "new york" and "new york city" among words at random. */
  private static String text() {
    FastRandom random = new FastRandom(4);
    StringBuilder text = new StringBuilder();
    for (int line = 0; line < 400; line++) {
      for (int i = 0; i < 12; i++) {
        text.append('w').append(random.nextInt(60)).append(' ');
        if (random.nextInt(20) == 0) {
          text.append(random.nextInt(2) == 0 ? "new york city " : "new york ");
        }
      }
      text.append('\n');
    }
    return text.toString();
  }

  @Test
  void pairsAreThoseOfTheFormula() {
    try (Corpus corpus = corpus(text())) {
      List<List<String>> sentences = sentences(corpus);
      Map<String, Double> words = new HashMap<>();
      Map<List<String>, Double> pairs = new HashMap<>();
      double tokens = 0;
      for (List<String> sentence : sentences) {
        for (int i = 0; i < sentence.size(); i++) {
          words.merge(sentence.get(i), 1.0, Double::sum);
          tokens++;
          if (i > 0) {
            pairs.merge(List.copyOf(sentence.subList(i - 1, i + 1)), 1.0, Double::sum);
          }
        }
      }
      for (double threshold : new double[] {1.2, 2, 10}) {
        TreeSet<String> expected = new TreeSet<>();
        for (Map.Entry<List<String>, Double> pair : pairs.entrySet()) {
          double a = words.getOrDefault(pair.getKey().get(0), 0.0);
          double b = words.getOrDefault(pair.getKey().get(1), 0.0);
          if ((pair.getValue() - 2) * tokens / (a * b) > threshold) {
            expected.add(String.join("_", pair.getKey()));
          }
        }
        Phrases phrases = Phrases.learn(corpus, 2, threshold);
        assertThat(phrases.phrases()).containsExactlyElementsOf(expected).contains("new_york");
        assertThat(phrases.size()).isEqualTo(expected.size());
        assertThat(expected.size() > 100).isEqualTo(threshold < 2);
      }
    }
  }

  @Test
  void joiningIsFromLeftToRightAndAWordIsInOnePair() {
    try (Corpus corpus = corpus("a b a b a b a b a b a b\n".repeat(3))) {
      Phrases phrases = Phrases.learn(corpus, 0, 1);
      assertThat(phrases.phrases()).containsExactly("a_b", "b_a");
      assertThat(phrases.join(List.of("a", "b", "a", "b", "b", "a", "c")))
          .containsExactly("a_b", "a_b", "b_a", "c");
      assertThat(phrases.join(List.of("b", "a", "b"))).containsExactly("b_a", "b");
    }
  }

  @Test
  void aSecondPassFindsLongerPhrasesAndSentencesStay() {
    try (Corpus corpus = corpus(text());
        Corpus once = Phrases.learn(corpus, 5, 8).join(corpus, 1);
        Corpus twice = Phrases.learn(once, 5, 8).join(once, 1)) {
      assertThat(once.words()).contains("new_york").doesNotContain("york", "new_york_city");
      assertThat(twice.words()).contains("new_york_city", "new_york");
      assertThat(sentences(twice)).hasSize(400);
      Phrases first = Phrases.learn(corpus, 5, 8);
      Phrases second = Phrases.learn(once, 5, 8);
      assertThat(sentences(twice))
          .isEqualTo(sentences(corpus).stream().map(first::join).map(second::join).toList());
      try (Corpus frequent = Phrases.learn(once, 5, 8).join(once, 100)) {
        assertThat(frequent.words()).contains("new_york_city").isSubsetOf(twice.words());
        assertThat(frequent.tokens()).isEqualTo(twice.tokens());
      }
    }
  }

  @Test
  void aPhraseDoesNotCrossTheEndOfALine() {
    try (Corpus corpus = corpus("x a\nb y\n".repeat(50))) {
      assertThat(Phrases.learn(corpus, 0, 1.5).phrases()).containsExactly("b_y", "x_a");
    }
  }

  @Test
  void whatCannotBeIsSaid() {
    try (Corpus corpus = corpus("a b\n")) {
      assertThatThrownBy(() -> Phrases.learn(corpus, -1, 100))
          .hasMessage("discount is -1.0; choose 0 or more, say 5");
      assertThatThrownBy(() -> Phrases.learn(corpus, 5, Double.NaN))
          .hasMessage("threshold is NaN; choose a number above 0, say 100");
      Thread.currentThread().interrupt();
      assertThatThrownBy(() -> Phrases.learn(corpus)).isInstanceOf(CancellationException.class);
      assertThat(Thread.interrupted()).isTrue();
    }
  }
}
