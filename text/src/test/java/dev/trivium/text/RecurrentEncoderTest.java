package dev.trivium.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.trivium.core.Progress;
import dev.trivium.core.TriviumException;
import dev.trivium.core.embedding.EmbeddingTable;
import dev.trivium.core.embedding.Provenance;
import dev.trivium.core.math.FastRandom;
import dev.trivium.core.math.Matrix;
import dev.trivium.core.tensor.Tensor;
import dev.trivium.core.tensor.TensorRuntime;
import dev.trivium.core.tensor.TensorSettings;
import dev.trivium.core.tensor.Weights;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Recurrent encoders over ten words of five numbers. */
class RecurrentEncoderTest {
  private static final TensorRuntime RUNTIME =
      new TensorRuntime(TensorSettings.DEFAULT.withThreads(1));
  private static final RecurrentSettings SHAPE = RecurrentSettings.DEFAULT.withHidden(4);
  private static final FineTuneSettings TRAINING =
      FineTuneSettings.RECURRENT.withBatch(8).withEpochs(4).withRate(2e-2).withPatience(9);
  private static final Examples.Labels NO_LABELS = new Examples.Labels(List.of(), List.of());
  private static final List<String> TEXTS =
      List.of("w1 w2 w3 w4", "W5", "w0 unknown w9, w9", "no word is known", "", "w7 w1");

  @TempDir Path dir;

  private static EmbeddingTable words() {
    float[] numbers = new float[50];
    FastRandom random = new FastRandom(7);
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = (float) random.nextGaussian();
    }
    List<String> ids = new ArrayList<>();
    for (int w = 0; w < 10; w++) {
      ids.add("w" + w);
    }
    return EmbeddingTable.of(ids, Matrix.of(10, 5, numbers), Provenance.of("test", "test"));
  }

  /** Texts whose label says whether w0 comes before w1, so that order alone tells them. */
  private static Examples.Labels ordered(int n, long seed) {
    FastRandom random = new FastRandom(seed);
    List<String> texts = new ArrayList<>();
    List<String> labels = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      boolean before = random.nextInt(2) == 0;
      String filler = " w" + (2 + random.nextInt(8));
      texts.add(before ? "w0" + filler + " w1" : "w1" + filler + " w0");
      labels.add(before ? "before" : "after");
    }
    texts.set(0, "nothing known");
    return new Examples.Labels(texts, labels);
  }

  /** Texts of five words, each paired with its first four. */
  private static Examples.Pairs pairs(int n, long seed) {
    FastRandom random = new FastRandom(seed);
    List<String> first = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      int[] order = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9};
      random.shuffle(order);
      first.add(
          Arrays.stream(order).limit(5).mapToObj(w -> "w" + w).collect(Collectors.joining(" ")));
    }
    return new Examples.Pairs(first, first.stream().map(t -> t.substring(0, 11)).toList());
  }

  private List<FineTuning.Epoch> fit(
      RecurrentSettings shape, FineTuneSettings training, Examples train, Examples dev, String to) {
    return FineTuning.of(RUNTIME, words(), shape, training)
        .fit(train, dev, dir.resolve(to), false, Progress.NONE, epoch -> {});
  }

  /** The states of one direction by loops, after each of the words. */
  private static List<double[]> states(RecurrentCheckpoint of, int[] rows, String direction) {
    int hidden = of.settings().hidden();
    float[] wi = of.weights().get("weight_ih_l0" + direction).data();
    float[] wh = of.weights().get("weight_hh_l0" + direction).data();
    float[] bi = of.weights().get("bias_ih_l0" + direction).data();
    float[] bh = of.weights().get("bias_hh_l0" + direction).data();
    double[] h = new double[hidden];
    List<double[]> states = new ArrayList<>();
    for (int row : rows) {
      double[] x = new double[3 * hidden];
      double[] u = new double[3 * hidden];
      for (int g = 0; g < 3 * hidden; g++) {
        x[g] = bi[g];
        u[g] = bh[g];
        for (int j = 0; j < 5; j++) {
          x[g] += wi[g * 5 + j] * of.words().matrix().get(row, j);
        }
        for (int j = 0; j < hidden; j++) {
          u[g] += wh[g * hidden + j] * h[j];
        }
      }
      double[] next = new double[hidden];
      for (int j = 0; j < hidden; j++) {
        double r = 1 / (1 + Math.exp(-x[j] - u[j]));
        double z = 1 / (1 + Math.exp(-x[hidden + j] - u[hidden + j]));
        double n = Math.tanh(x[2 * hidden + j] + r * u[2 * hidden + j]);
        next[j] = (1 - z) * n + z * h[j];
      }
      states.add(next);
      h = next;
    }
    return states;
  }

  private static double[] plain(RecurrentCheckpoint of, int[] rows) {
    int hidden = of.settings().hidden();
    double[] vector = new double[of.settings().dimension()];
    for (int at = 0; at < vector.length && rows.length > 0; at += hidden) {
      int[] read = rows.clone();
      for (int i = 0; i < rows.length && at > 0; i++) {
        read[i] = rows[rows.length - 1 - i];
      }
      List<double[]> states = states(of, read, at > 0 ? "_reverse" : "");
      for (int j = 0; j < hidden; j++) {
        int place = j;
        vector[at + j] =
            of.settings().lastState()
                ? states.get(states.size() - 1)[j]
                : states.stream().mapToDouble(s -> s[place]).average().orElseThrow();
      }
    }
    return vector;
  }

  @ParameterizedTest
  @CsvSource({"true,true", "true,false", "false,true", "false,false"})
  void vectorsAreThoseOfPlainLoops(boolean bidirectional, boolean lastState) {
    RecurrentCheckpoint drawn =
        RecurrentCheckpoint.drawn(
            words(), SHAPE.withBidirectional(bidirectional).withLastState(lastState));
    int[][] rows = {{1, 2, 3, 4}, {5}, {0, 9, 9}, {}, {}, {7, 1}};
    try (RecurrentEncoder encoder = RecurrentEncoder.open(RUNTIME, drawn)) {
      Matrix vectors = encoder.embed(TEXTS);
      assertThat(vectors.columns()).isEqualTo(bidirectional ? 8 : 4);
      for (int t = 0; t < rows.length; t++) {
        double[] expected = plain(drawn, rows[t]);
        for (int c = 0; c < expected.length; c++) {
          assertThat((double) vectors.get(t, c)).isCloseTo(expected[c], within(2e-6));
        }
      }
      assertThat(vectors.row(3)).containsOnly(0);
      assertThat(vectors.row(4)).containsOnly(0);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void theOrderOfWordsIsLearntFromLabels(boolean trainWords) throws IOException {
    RecurrentSettings shape = SHAPE.withTrainWords(trainWords).withLastState(true).withDropout(0);
    List<FineTuning.Epoch> epochs =
        fit(shape, TRAINING.withEpochs(8), ordered(200, 1), ordered(60, 2), "m");
    assertThat(epochs.get(7).loss()).isLessThan(0.5 * epochs.get(0).loss());
    assertThat(epochs.get(7).score()).isGreaterThan(0.9);
    RecurrentCheckpoint kept = RecurrentCheckpoint.read(dir.resolve("m"));
    assertThat(kept.words().matrix().equals(words().matrix())).isEqualTo(!trainWords);
    assertThat(kept.settings()).isEqualTo(shape);
    assertThat(Files.readString(dir.resolve("m/labels.json"))).contains("before", "after");
    assertThat(dir.resolve("m/training")).doesNotExist();
  }

  @Test
  void pairsAreLearnt() {
    List<FineTuning.Epoch> epochs =
        fit(SHAPE.withDropout(0), TRAINING, pairs(200, 1), pairs(30, 2), "m");
    assertThat(epochs.get(3).loss()).isLessThan(0.8 * epochs.get(0).loss());
    assertThat(epochs.get(3).score()).isGreaterThan(0.3);
  }

  /** The slope of the loss along single weights, by the loss a little to both their sides. */
  @Test
  void gradientsAreTheSlopesOfTheLoss() {
    RecurrentSettings shape = SHAPE.withDropout(0).withTrainWords(true);
    RecurrentCheckpoint drawn = RecurrentCheckpoint.drawn(words(), shape);
    Map<String, Tensor> weights = new LinkedHashMap<>(drawn.weights().tensors());
    Map<String, float[]> gradients = new LinkedHashMap<>();
    pairLoss(drawn, gradients);
    assertThat(gradients.keySet()).hasSize(9).containsAll(weights.keySet());
    for (String name : weights.keySet()) {
      for (int i : new int[] {0, 5, 11}) {
        double slope =
            (pairLoss(moved(drawn, name, i, 0.01f), new LinkedHashMap<>())
                    - pairLoss(moved(drawn, name, i, -0.01f), new LinkedHashMap<>()))
                / 0.02;
        assertThat((double) gradients.getOrDefault(name, new float[12])[i])
            .isCloseTo(slope, within(3e-3));
      }
    }
  }

  private static RecurrentCheckpoint moved(RecurrentCheckpoint from, String name, int i, float by) {
    Map<String, Tensor> weights = new LinkedHashMap<>(from.weights().tensors());
    Tensor tensor = from.weights().get(name);
    float[] data = tensor.data().clone();
    data[i] += by;
    weights.put(name, new Tensor(tensor.shape(), data));
    return new RecurrentCheckpoint(from.words(), from.settings(), new Weights("test", weights));
  }

  private static double pairLoss(RecurrentCheckpoint of, Map<String, float[]> gradients) {
    Examples.Pairs train = pairs(6, 3);
    try (TokenNetwork network = of.network(RUNTIME)) {
      TuningTask task = new PairTask(train, train, of.tokens(9), 64, TRAINING);
      double loss = FineTuning.loss(task, network, new int[] {0, 1, 2, 3, 4, 5});
      int at = 0;
      for (String name : network.tensors().keySet()) {
        gradients.put(name, network.parameters().get(at++).getGradient().toFloatArray());
      }
      return loss;
    }
  }

  @Test
  void aFolderGivesTheNumbersItWasWrittenWith() throws IOException {
    RecurrentCheckpoint drawn = RecurrentCheckpoint.drawn(words(), SHAPE);
    Path folder = Files.createDirectory(dir.resolve("m"));
    drawn.write(folder, drawn.weights().tensors());
    assertThat(RecurrentEncoder.isIn(folder)).isTrue();
    assertThat(RecurrentEncoder.isIn(dir)).isFalse();
    try (RecurrentEncoder before = RecurrentEncoder.open(RUNTIME, drawn);
        RecurrentEncoder after = RecurrentEncoder.open(RUNTIME, folder)) {
      assertThat(after.embed(TEXTS)).isEqualTo(before.embed(TEXTS));
      assertThat(after.space()).isEqualTo(before.space()).startsWith("gru-");
      assertThat(after.settings()).isEqualTo(SHAPE);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aResumedRunEndsAtTheBytesOfOneNeverBrokenOff(boolean trainWords) throws IOException {
    RecurrentSettings shape = SHAPE.withTrainWords(trainWords);
    FineTuneSettings training = TRAINING.withCheckpointSteps(3);
    Examples.Labels train = ordered(60, 1);
    List<FineTuning.Epoch> whole = fit(shape, training, train, ordered(20, 2), "whole");
    FineTuning tuning = FineTuning.of(RUNTIME, words(), shape, training);
    Path broken = dir.resolve("broken");
    Progress breaking =
        (done, total) -> {
          if (done == 13) {
            throw new CancellationException();
          }
        };
    assertThatThrownBy(
            () -> tuning.fit(train, ordered(20, 2), broken, false, breaking, epoch -> {}))
        .isInstanceOf(CancellationException.class);
    assertThat(broken.resolve("training/state.json")).content().contains("\"step\" : 12");
    assertThat(tuning.fit(train, ordered(20, 2), broken, true, Progress.NONE, epoch -> {}))
        .isEqualTo(whole);
    for (String file : List.of("model.safetensors", "words/vectors.safetensors")) {
      assertThat(Files.readAllBytes(broken.resolve(file)))
          .isEqualTo(Files.readAllBytes(dir.resolve("whole").resolve(file)));
    }
  }

  @Test
  void aTrainedFolderIsTrainedFurther() {
    fit(SHAPE, TRAINING.withEpochs(1), ordered(60, 1), NO_LABELS, "m");
    List<FineTuning.Epoch> more =
        FineTuning.of(RUNTIME, dir.resolve("m"), TRAINING.withEpochs(1))
            .fit(ordered(60, 1), NO_LABELS, dir.resolve("more"), false, Progress.NONE, epoch -> {});
    assertThat(more).hasSize(1);
    assertThat(RecurrentCheckpoint.read(dir.resolve("more")).weights().tensors())
        .isNotEqualTo(RecurrentCheckpoint.read(dir.resolve("m")).weights().tensors());
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void managedArraysDoNotGrow(boolean trainWords) {
    RecurrentCheckpoint drawn =
        RecurrentCheckpoint.drawn(words(), SHAPE.withTrainWords(trainWords));
    Examples.Labels train = ordered(20, 1);
    try (TokenNetwork network = drawn.network(RUNTIME)) {
      TuningTask task = new LabelTask(train, train, drawn.tokens(9), 64, network);
      AdamW steps = new AdamW(network.manager(), network.parameters(), task.parameters(), TRAINING);
      int[] some = {0, 1, 2, 3, 4, 5, 6, 7};
      FineTuning.loss(task, network, some);
      int before = network.managedArrays();
      for (int i = 0; i < 10; i++) {
        FineTuning.loss(task, network, some);
        steps.step(i, 0.3);
        network.training(false);
        task.score(network);
        assertThat(network.managedArrays()).isEqualTo(before);
      }
    }
  }

  @Test
  void aBatchOfUnknownWordsIsNoError() {
    Examples.Labels unknown =
        new Examples.Labels(List.of("x", "y", "z", ""), List.of("a", "b", "a", "b"));
    assertThat(fit(SHAPE, TRAINING, unknown, unknown, "m"))
        .allMatch(epoch -> Math.abs(epoch.loss() - Math.log(2)) < 0.1);
  }

  @Test
  void aDamagedFolderIsOneSentence() throws IOException {
    fit(SHAPE, TRAINING.withEpochs(1), ordered(20, 1), NO_LABELS, "m");
    Path manifest = dir.resolve("m/manifest.json");
    String text = Files.readString(manifest);
    for (String[] broken :
        new String[][] {
          {text.replace("\"hidden\" : 4", "\"hidden\" : 5"), "has shape [12, 5], expected [15, 5]"},
          {text.replace("\"hidden\" : 4", "\"hidden\" : -4"), "a whole number above 0 is expected"},
          {text.replace("recurrent-encoder", "table"), "recurrent-encoder is expected"},
          {text.replace("\"format\" : 1", "\"format\" : 2"), "has 'format': 2 where 1 is expected"},
          {text.replace("0.3", "3"), "dropout is 3.0; choose a share below 1"},
          {text.substring(5), "is not JSON"}
        }) {
      Files.writeString(manifest, broken[0]);
      assertThatThrownBy(() -> RecurrentEncoder.open(RUNTIME, dir.resolve("m")))
          .isInstanceOf(TriviumException.class)
          .hasMessageContaining(broken[1]);
    }
    Files.writeString(manifest, text);
    Path weights = dir.resolve("m/model.safetensors");
    Files.write(weights, Arrays.copyOf(Files.readAllBytes(weights), 700));
    assertThatThrownBy(() -> RecurrentEncoder.open(RUNTIME, dir.resolve("m")))
        .isInstanceOf(TriviumException.class);
  }

  @Test
  void settingsAreChecked() {
    assertThatThrownBy(() -> SHAPE.withHidden(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("hidden is 0; choose 1 or more, say 128");
    assertThatThrownBy(() -> SHAPE.withDropout(1)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aClosedEncoderSaysSo() {
    RecurrentEncoder encoder =
        RecurrentEncoder.open(RUNTIME, RecurrentCheckpoint.drawn(words(), SHAPE));
    int before = encoder.managedArrays();
    encoder.embed(TEXTS);
    assertThat(encoder.managedArrays()).isEqualTo(before);
    encoder.close();
    encoder.close();
    assertThatThrownBy(() -> encoder.embed(TEXTS))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("is closed");
  }
}
