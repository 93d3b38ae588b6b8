package dev.trivium.core.sequence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.trivium.core.Progress;
import dev.trivium.core.TriviumException;
import dev.trivium.core.math.AliasTable;
import dev.trivium.core.math.FastRandom;
import dev.trivium.core.math.Matrix;
import dev.trivium.core.math.Vectors;
import dev.trivium.core.sequence.SkipGramSettings.Mode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ParagraphVectorsTest {
  private static final SkipGramSettings SETTINGS =
      SkipGramSettings.WORDS
          .withDimension(20)
          .withEpochs(20)
          .withSubsampling(0)
          .withLearningRate(0.05f);

  /** Documents of 30 ids out of either half of 40. */
  private static List<int[]> documents(int count, long seed) {
    FastRandom random = new FastRandom(seed);
    List<int[]> documents = new ArrayList<>();
    for (int d = 0; d < count; d++) {
      int[] ids = new int[30];
      for (int i = 0; i < ids.length; i++) {
        ids[i] = d % 2 * 20 + random.nextInt(20);
      }
      documents.add(ids);
    }
    return documents;
  }

  /** Of 30 ids, each other one the document's topic, 0 or 1, which those around it do not tell. */
  private static List<int[]> hidden(int count, long seed) {
    FastRandom random = new FastRandom(seed);
    List<int[]> documents = documents(count, seed);
    for (int d = 0; d < count; d++) {
      for (int i = 0; i < 30; i++) {
        documents.get(d)[i] = i % 2 == 0 ? d % 2 : 2 + random.nextInt(38);
      }
    }
    return documents;
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void documentsOfOneTopicLieTogether(Mode mode) {
    boolean bag = mode == Mode.CBOW;
    ParagraphModel model =
        new ParagraphVectors(SETTINGS.withMode(mode).withWindow(1))
            .train(40, bag ? hidden(100, 1) : documents(100, 1), Progress.NONE);
    Matrix trained = model.documents();
    Matrix inferred = model.infer(bag ? hidden(20, 2) : documents(20, 2), 1);
    double apart = 0;
    for (int a = 0; a < 20; a++) {
      for (int b = 0; b < 100; b += 2) {
        apart += Vectors.cosine(inferred.row(a), trained.row(b + a % 2)) / 1000;
        apart -= Vectors.cosine(inferred.row(a), trained.row(b + 1 - a % 2)) / 1000;
      }
    }
    assertThat(apart).isGreaterThan(0.5);
  }

  /** A step against the gradient of the loss taken by differences, of one document and one id. */
  @Test
  void aStepGoesDownTheGradient() {
    FastRandom random = new FastRandom(9);
    Rows documents = filled(2, random);
    Rows contexts = filled(6, random);
    SkipGramSettings settings = SETTINGS.withDimension(5).withNegatives(2);
    float[] weights = {1, 1, 1, 1, 1, 1};
    Noise noise = new Noise(AliasTable.of(weights), 2, new FastRandom(3));
    Noise same = new Noise(AliasTable.of(weights), 2, new FastRandom(3));
    int drawn = same.drawFor(4);
    double[] expected = new double[5];
    for (int i = 0; i < 5; i++) {
      expected[i] =
          (loss(documents, contexts, same.targets(), drawn, i, 1e-3)
                  - loss(documents, contexts, same.targets(), drawn, i, -1e-3))
              / -2e-3;
    }
    float[] before = documents.matrix().row(1);
    float[] contextBefore = contexts.matrix().row(4);
    new ParagraphUpdate(settings, contexts, contexts, new float[0], noise, random, true)
        .document(documents, 1, new int[] {4}, 0.01f);
    float[] after = documents.matrix().row(1);
    double missed = 1 - sigmoid(Vectors.dot(before, contextBefore));
    for (int i = 0; i < 5; i++) {
      assertThat((after[i] - before[i]) / 0.01).isCloseTo(expected[i], within(2e-3));
      assertThat((double) contexts.matrix().row(4)[i] - contextBefore[i])
          .isCloseTo(0.01 * missed * before[i], within(1e-5));
    }
  }

  private static Rows filled(int count, FastRandom random) {
    Rows rows = new Rows(count, 5);
    for (int r = 0; r < count; r++) {
      for (int i = 0; i < 5; i++) {
        rows.array()[rows.of(r) + i] = random.nextFloat() - 0.5f;
      }
    }
    return rows;
  }

  private static double loss(
      Rows documents, Rows contexts, int[] targets, int drawn, int moved, double by) {
    double loss = 0;
    for (int k = 0; k < drawn; k++) {
      double z = 0;
      for (int i = 0; i < 5; i++) {
        double x = documents.array()[documents.of(1) + i] + (i == moved ? by : 0);
        z += x * contexts.array()[contexts.of(targets[k]) + i];
      }
      loss -= Math.log(sigmoid(k == 0 ? z : -z));
    }
    return loss;
  }

  private static double sigmoid(double z) {
    return 1 / (1 + Math.exp(-z));
  }

  @Test
  void theSameSeedTheSameNumbersAtAnyNumberOfThreads() {
    List<int[]> documents = documents(30, 1);
    ParagraphModel one =
        new ParagraphVectors(SETTINGS.withThreads(1)).train(40, documents, Progress.NONE);
    ParagraphModel four =
        new ParagraphVectors(SETTINGS.withThreads(4)).train(40, documents, Progress.NONE);
    assertThat(four.documents()).isEqualTo(one.documents());
    Matrix together = one.infer(documents, 5);
    assertThat(one.infer(documents.subList(3, 4), 5).row(0)).isEqualTo(together.row(3));
    ParagraphModel hogwild =
        new ParagraphVectors(SETTINGS.withThreads(3).withRepeatable(false))
            .train(40, documents, Progress.NONE);
    assertThat(Vectors.cosine(hogwild.documents().row(0), hogwild.documents().row(2)))
        .isGreaterThan(Vectors.cosine(hogwild.documents().row(0), hogwild.documents().row(1)));
  }

  @Test
  void whatIsEmptyIsZeroOrRefused() {
    ParagraphModel model = new ParagraphVectors(SETTINGS).train(40, documents(4, 1), Progress.NONE);
    assertThat(model.infer(List.of(new int[0]), 1).row(0)).containsOnly(0);
    assertThatThrownBy(
            () -> new ParagraphVectors(SETTINGS).train(3, List.of(new int[0]), Progress.NONE))
        .isInstanceOf(TriviumException.class)
        .hasMessageContaining("none of the 1 documents has an id");
  }

  @Test
  void aDocumentWithoutIdsHasZeros() {
    List<int[]> documents = documents(4, 1);
    documents.add(1, new int[0]);
    Matrix trained = new ParagraphVectors(SETTINGS).train(40, documents, Progress.NONE).documents();
    assertThat(trained.row(1)).containsOnly(0);
    assertThat(trained.row(2)).doesNotContain(0f);
  }

  @Test
  void idsBeyondTheVocabularyAreSaid() {
    List<int[]> documents = List.of(new int[] {0, 1}, new int[] {2, 40});
    String sentence = "document 1 has the id 40, and there are 40 ids, which count from 0";
    assertThatThrownBy(() -> new ParagraphVectors(SETTINGS).train(40, documents, Progress.NONE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(sentence);
    ParagraphModel model = new ParagraphVectors(SETTINGS).train(40, documents(4, 1), Progress.NONE);
    assertThatThrownBy(() -> model.infer(documents, 1)).hasMessage(sentence);
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void aModelPutTogetherAgainInfersTheSame(Mode mode) {
    SkipGramSettings settings = SETTINGS.withMode(mode).withSubsampling(0.01);
    ParagraphModel model =
        new ParagraphVectors(settings).train(40, documents(20, 1), Progress.NONE);
    ParagraphModel again =
        ParagraphModel.of(
            SkipGramSettings.of(settings.asMap(), settings.seed()),
            model.counts(),
            model.documents(),
            model.words(),
            model.contexts());
    assertThat(again.documents()).isEqualTo(model.documents());
    assertThat(again.infer(documents(5, 2), 3)).isEqualTo(model.infer(documents(5, 2), 3));
    assertThatThrownBy(
            () ->
                ParagraphModel.of(
                    settings,
                    model.counts(),
                    model.documents(),
                    model.words(),
                    Matrix.zeros(39, 20)))
        .hasMessage("contexts are [39 × 20]; give [40 × 20]");
    assertThatThrownBy(() -> SkipGramSettings.of(Map.of(), 1))
        .hasMessageContaining("mode is missing among the settings");
  }

  @Test
  void anInterruptEndsIt() {
    Thread.currentThread().interrupt();
    assertThatThrownBy(
            () -> new ParagraphVectors(SETTINGS).train(40, documents(4, 1), Progress.NONE))
        .isInstanceOf(CancellationException.class);
    assertThat(Thread.interrupted()).isTrue();
  }
}
