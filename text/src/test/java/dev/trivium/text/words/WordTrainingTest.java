package dev.trivium.text.words;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trivium.core.Progress;
import dev.trivium.core.embedding.EmbeddingTable;
import dev.trivium.core.math.Vectors;
import dev.trivium.core.sequence.SkipGramSettings;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WordTrainingTest {
  private static final SkipGramSettings SETTINGS =
      SkipGramSettings.WORDS
          .withDimension(20)
          .withSubsampling(0)
          .withLearningRate(0.05f)
          .withThreads(2);

  @TempDir Path dir;

  /**
   * Sentences of words of one ending each: sweet-ish, bitter-ish, …; words say where they belong.
   */
  private static String text(String... endings) {
    Random random = new Random(1);
    StringBuilder text = new StringBuilder();
    for (int line = 0; line < 3000; line++) {
      String ending = endings[line % endings.length];
      for (int i = 0; i < 10; i++) {
        text.append((char) ('a' + random.nextInt(12))).append((char) ('a' + random.nextInt(4)));
        text.append(ending).append(' ');
      }
      text.append('\n');
    }
    return text.toString();
  }

  private static Corpus corpus(String... endings) {
    byte[] bytes = text(endings).getBytes(StandardCharsets.UTF_8);
    return Corpus.read(new ByteArrayInputStream(bytes), "text", 1);
  }

  private static float like(EmbeddingTable table, String a, String b) {
    return Vectors.cosine(table.vector(a), table.vector(b));
  }

  @Test
  void wordsThatComeTogetherAreAlike() {
    try (Corpus corpus = corpus("ish", "oid")) {
      for (SkipGramSettings.Loss loss : SkipGramSettings.Loss.values()) {
        EmbeddingTable table = new Word2Vec(SETTINGS.withLoss(loss)).train(corpus, Progress.NONE);
        assertThat(table.ids()).isEqualTo(corpus.words());
        assertThat(like(table, "aaish", "bdish"))
            .as(loss.toString())
            .isGreaterThan(like(table, "aaish", "aaoid") + 0.3f);
      }
    }
  }

  @Test
  void trainingGoesOnWithNewWords() {
    try (Corpus first = corpus("ish", "oid");
        Corpus second = corpus("ish", "ous")) {
      EmbeddingTable start = new Word2Vec(SETTINGS).train(first, Progress.NONE);
      SkipGramSettings little = SETTINGS.withEpochs(1).withLearningRate(0.01f);
      EmbeddingTable more = new Word2Vec(little).train(second, start, Progress.NONE);
      assertThat(more.ids()).isEqualTo(second.words());
      assertThat(Vectors.cosine(more.vector("aaish"), start.vector("aaish"))).isGreaterThan(0.7f);
      assertThatThrownBy(
              () -> new Word2Vec(SETTINGS.withDimension(7)).train(second, start, Progress.NONE))
          .hasMessage("dimension is 7, and the vectors to start from have 20 numbers; choose 20");
    }
  }

  /** A word never seen is told by its ending, and the model in its file is the model. */
  @Test
  void wordsNeverSeenAreMadeOfTheirParts() {
    Path file = dir.resolve("model.bin");
    try (Corpus corpus = corpus("ish", "oid")) {
      Subwords subwords = new Subwords(3, 4, 2000);
      FastTextModel model = new FastText(SETTINGS, subwords).train(corpus, 1, Progress.NONE);
      float[] unseen = model.vector("zzish");
      assertThat(model.contains("zzish")).isFalse();
      assertThat(Vectors.cosine(unseen, model.vector("aaish")))
          .isGreaterThan(Vectors.cosine(unseen, model.vector("aaoid")) + 0.3f);
      FastTextBinary.write(model, file);
      FastTextModel read = FastTextBinary.read(file);
      assertThat(read.words()).isEqualTo(corpus.words());
      assertThat(read.counts()).isEqualTo(corpus.counts());
      assertThat(read.vector("zzish")).isEqualTo(unseen);
      assertThat(read.settings()).isEqualTo(model.settings());
    }
  }

  @Test
  void withoutNgramsAModelIsItsWords() {
    try (Corpus corpus = corpus("ish", "oid")) {
      SkipGramSettings one = SETTINGS.withThreads(1);
      FastTextModel model =
          new FastText(one, new Subwords(0, 0, 0)).train(corpus, 1, Progress.NONE);
      assertThat(model.input().rows()).isEqualTo(corpus.vocabulary());
      assertThat(model.hasVector("zzish")).isFalse();
    }
  }
}
