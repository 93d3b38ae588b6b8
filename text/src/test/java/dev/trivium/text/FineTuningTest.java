package dev.trivium.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDManager;
import dev.trivium.core.Progress;
import dev.trivium.core.TriviumException;
import dev.trivium.core.math.Matrix;
import dev.trivium.core.math.Vectors;
import dev.trivium.core.tensor.TensorRuntime;
import dev.trivium.core.tensor.TensorSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Fine-tuning a network of random weights whose letters become vectors of 12 numbers. */
class FineTuningTest {
  private static final TensorRuntime RUNTIME =
      new TensorRuntime(TensorSettings.DEFAULT.withThreads(1));
  private static final FineTuneSettings SETTINGS =
      FineTuneSettings.DEFAULT.withBatch(8).withRate(3e-3).withEpochs(4).withPatience(9);
  private static final Examples.Pairs NO_PAIRS = new Examples.Pairs(List.of(), List.of());
  private static final Examples.Labels NO_LABELS = new Examples.Labels(List.of(), List.of());

  @TempDir Path dir;
  private Path base;

  @BeforeEach
  void model() throws IOException {
    base = Files.createDirectory(dir.resolve("base"));
    TinyFolder tiny = TinyFolder.roberta(base, "", "gelu");
    tiny.config.put("hidden_dropout_prob", 0);
    tiny.config.put("attention_probs_dropout_prob", 0);
    tiny.json("config.json", tiny.config);
  }

  /** Texts of random letters; those labelled vowels hold more of them. */
  private static Examples.Labels letters(int n, int seed) {
    Random random = new Random(seed);
    List<String> texts = new ArrayList<>();
    List<String> labels = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      boolean vowels = random.nextBoolean();
      StringBuilder text = new StringBuilder();
      for (int c = 3 + random.nextInt(6); c > 0; c--) {
        String from = random.nextInt(10) < 8 == vowels ? "eiou" : "bcdfg";
        text.append(from.charAt(random.nextInt(from.length())));
      }
      texts.add(text.toString());
      labels.add(vowels ? "vowels" : "consonants");
    }
    return new Examples.Labels(texts, labels);
  }

  private static Examples.Pairs pairs(int n, int seed) {
    List<String> first = letters(n, seed).texts();
    return new Examples.Pairs(first, first.stream().map(t -> t + t.charAt(0)).toList());
  }

  private FineTuning tuning(FineTuneSettings settings) {
    return FineTuning.of(RUNTIME, base, settings);
  }

  private List<FineTuning.Epoch> fit(
      FineTuneSettings settings, Examples train, Examples dev, String out, boolean resume) {
    return tuning(settings).fit(train, dev, dir.resolve(out), resume, Progress.NONE, epoch -> {});
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void theLossOfPairsIsTheirSoftmaxOfScaledCosines(boolean symmetric) {
    Examples.Pairs pairs = pairs(5, 3);
    Checkpoint checkpoint = HuggingFaceFolder.read(base);
    double expected = 0;
    try (SentenceTransformer model = SentenceTransformer.open(RUNTIME, base, own -> own)) {
      Matrix a = model.embed(pairs.first());
      Matrix b = model.embed(pairs.second());
      for (int i = 0; i < 5; i++) {
        double rows = 0;
        double columns = 0;
        for (int j = 0; j < 5; j++) {
          rows += Math.exp(20 * Vectors.cosine(a.row(i), b.row(j)));
          columns += Math.exp(20 * Vectors.cosine(a.row(j), b.row(i)));
        }
        double own = 20 * Vectors.cosine(a.row(i), b.row(i));
        expected +=
            symmetric ? (Math.log(rows) + Math.log(columns)) / 2 - own : Math.log(rows) - own;
      }
    }
    try (SubwordTokenizer tokenizer = SentenceTransformer.tokenizer(checkpoint, 40);
        SentenceNetwork network = checkpoint.network(RUNTIME);
        NDManager passing = RUNTIME.newManager()) {
      PairTask task =
          new PairTask(
              pairs,
              NO_PAIRS,
              tokenizer,
              checkpoint.batchTokens(),
              SETTINGS.withSymmetric(symmetric));
      float loss = task.loss(network, passing, new int[] {0, 1, 2, 3, 4}).getFloat();
      assertThat((double) loss).isCloseTo(expected / 5, within(2e-4));
    }
  }

  @Test
  void labelsAreLearntAndTheFolderIsTheBestModel() {
    Examples.Labels dev = letters(60, 2);
    List<FineTuning.Epoch> epochs =
        fit(SETTINGS.withRate(1e-2), letters(300, 1), dev, "out", false);
    assertThat(epochs).hasSize(4);
    assertThat(epochs.get(3).loss()).isLessThan(0.8 * epochs.get(0).loss());
    assertThat(epochs.get(3).score()).isGreaterThan(0.8);
    assertThat(dir.resolve("out/training")).doesNotExist();
    assertThat(dir.resolve("out/labels.json")).content().contains("consonants", "vowels");
    try (SentenceTransformer before = SentenceTransformer.open(RUNTIME, base, own -> own);
        SentenceTransformer after =
            SentenceTransformer.open(RUNTIME, dir.resolve("out"), own -> own)) {
      assertThat(after.settings()).isEqualTo(before.settings());
      assertThat(after.embed(dev.texts())).isNotEqualTo(before.embed(dev.texts()));
    }
  }

  @Test
  void pairsAreLearnt() {
    List<FineTuning.Epoch> epochs =
        fit(SETTINGS.withSymmetric(true).withRate(1e-2), pairs(300, 1), pairs(40, 2), "out", false);
    assertThat(epochs.get(3).loss()).isLessThan(0.8 * epochs.get(0).loss());
    assertThat(epochs.get(3).score()).isGreaterThan(epochs.get(0).score());
  }

  @Test
  void aResumedRunEndsAtTheNumbersOfOneNeverBrokenOff() throws IOException {
    Examples.Labels train = letters(60, 1);
    List<FineTuning.Epoch> whole =
        fit(SETTINGS.withCheckpointSteps(3), train, letters(20, 2), "whole", false);
    FineTuning broken = tuning(SETTINGS.withCheckpointSteps(3));
    assertThatThrownBy(
            () ->
                broken.fit(
                    train,
                    letters(20, 2),
                    dir.resolve("broken"),
                    false,
                    (done, total) -> {
                      if (done == 13) {
                        Thread.currentThread().interrupt();
                      }
                    },
                    epoch -> {}))
        .isInstanceOf(CancellationException.class)
        .hasMessageContaining("the last checkpoint is kept");
    assertThat(Thread.interrupted()).isTrue();
    assertThat(dir.resolve("broken/training/state.json")).content().contains("\"step\" : 12");
    List<FineTuning.Epoch> resumed =
        fit(SETTINGS.withCheckpointSteps(3), train, letters(20, 2), "broken", true);
    assertThat(resumed).isEqualTo(whole);
    assertThat(Files.readAllBytes(dir.resolve("broken/model.safetensors")))
        .isEqualTo(Files.readAllBytes(dir.resolve("whole/model.safetensors")));
  }

  @Test
  void aCheckpointOfOtherExamplesIsRefused() {
    assertThatThrownBy(
            () ->
                tuning(SETTINGS.withCheckpointSteps(1))
                    .fit(
                        letters(20, 1),
                        NO_LABELS,
                        dir.resolve("out"),
                        false,
                        (done, total) -> {
                          if (done == 2) {
                            throw new CancellationException();
                          }
                        },
                        epoch -> {}))
        .isInstanceOf(CancellationException.class);
    assertThatThrownBy(() -> fit(SETTINGS, letters(20, 2), NO_LABELS, "out", true))
        .isInstanceOf(TriviumException.class)
        .hasMessageContaining("training is of other examples, settings or another model");
    List<FineTuning.Epoch> fresh = fit(SETTINGS, letters(20, 2), NO_LABELS, "out", false);
    assertThat(fresh).hasSize(4).allMatch(epoch -> Double.isNaN(epoch.score()));
  }

  @Test
  void trainingEndsWhereTheDevelopmentSetSeesNoGain() {
    FineTuneSettings tiny = SETTINGS.withRate(1e-12).withEpochs(9).withPatience(2);
    assertThat(fit(tiny, pairs(20, 1), pairs(20, 2), "out", false)).hasSize(3);
  }

  @Test
  void managedArraysDoNotGrow() {
    Checkpoint checkpoint = HuggingFaceFolder.read(base);
    try (SubwordTokenizer tokenizer = SentenceTransformer.tokenizer(checkpoint, 40);
        SentenceNetwork network = checkpoint.network(RUNTIME)) {
      PairTask task =
          new PairTask(pairs(9, 1), NO_PAIRS, tokenizer, checkpoint.batchTokens(), SETTINGS);
      AdamW steps = new AdamW(network.manager(), network.parameters(), List.of(), SETTINGS);
      int before = network.managedArrays();
      double first = FineTuning.loss(task, network, new int[] {0, 1, 2, 3});
      for (int i = 0; i < 10; i++) {
        FineTuning.loss(task, network, new int[] {0, 1, 2, 3});
        steps.step(i, 0.3);
        assertThat(network.managedArrays()).isEqualTo(before);
      }
      assertThat(FineTuning.loss(task, network, new int[] {0, 1, 2, 3})).isLessThan(first);
    }
  }

  @Test
  void whatCannotBeLearntFromIsOneSentence() {
    assertThatThrownBy(() -> fit(SETTINGS, letters(9, 1), NO_PAIRS, "out", false))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("of two kinds");
    assertThatThrownBy(() -> fit(SETTINGS, letters(1, 1), NO_LABELS, "out", false))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("there are 1 examples to learn from; give 2 or more");
    Examples.Labels one = new Examples.Labels(List.of("a", "b"), List.of("x", "x"));
    assertThatThrownBy(() -> fit(SETTINGS, one, NO_LABELS, "out", false))
        .isInstanceOf(TriviumException.class)
        .hasMessageContaining("all 2 texts have the label [x]");
    assertThatThrownBy(() -> new Examples.Labels(List.of("a"), List.of()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> SETTINGS.withRate(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("rate is 0.0; choose a number between 0 and 1, say 5e-5");
    assertThat(dir.resolve("out")).doesNotExist();
  }

  @Test
  void theRateRisesAndFallsInALine() {
    FineTuneSettings s = FineTuneSettings.DEFAULT;
    assertThat(s.rateShare(0, 100)).isCloseTo(0.1, within(1e-9));
    assertThat(s.rateShare(9, 100)).isCloseTo(1, within(1e-9));
    assertThat(s.rateShare(10, 100)).isCloseTo(1, within(1e-9));
    assertThat(s.rateShare(55, 100)).isCloseTo(0.5, within(1e-9));
    assertThat(s.rateShare(99, 100)).isCloseTo(1 / 90d, within(1e-9));
  }
}
