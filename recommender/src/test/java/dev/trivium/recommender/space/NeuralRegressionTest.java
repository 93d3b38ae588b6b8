package dev.trivium.recommender.space;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;

import ai.djl.ndarray.NDManager;
import dev.trivium.core.data.Split;
import dev.trivium.core.embedding.EmbeddingTable;
import dev.trivium.core.eval.RankingMetrics;
import dev.trivium.core.math.FastRandom;
import dev.trivium.core.math.Matrix;
import dev.trivium.core.math.Vectors;
import dev.trivium.core.tensor.TensorRuntime;
import dev.trivium.core.tensor.TensorSettings;
import dev.trivium.recommender.Evaluation;
import dev.trivium.recommender.SharedSpaceRecommender;
import dev.trivium.recommender.Worlds;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NeuralRegressionTest {
  private static final TensorRuntime RUNTIME =
      new TensorRuntime(TensorSettings.DEFAULT.withThreads(1));
  private static final NeuralSettings SMALL = new NeuralSettings(32, 0, 5e-3, 0, 30, 32, 5);
  private static final FactorSettings FACTORS = new FactorSettings(8, 0.03, 0.1, 1, 0.1, 5);
  private static final Heads NEURAL = Heads.neural(() -> RUNTIME, SMALL);

  private static Matrix each(Matrix m, DoubleUnaryOperator f) {
    float[] out = new float[m.array().length];
    for (int i = 0; i < out.length; i++) {
      out[i] = (float) f.applyAsDouble(m.array()[i]);
    }
    return Matrix.of(m.rows(), m.columns(), out);
  }

  private static double meanSquare(Matrix a, Matrix b, int from) {
    return Vectors.squaredDistance(
            a.array(), a.offset(from), b.array(), b.offset(from), a.array().length - a.offset(from))
        / (double) (a.array().length - a.offset(from));
  }

  /** A ridge on the first {@code n} of all rows of the modalities given. */
  private static RidgeRegression ridge(Content content, List<String> ids, int n) {
    float[] ones = new float[ids.size()];
    Arrays.fill(ones, 1);
    return new RidgeRegression(
        content,
        new TreeSet<>(content.modalities().keySet()),
        ids,
        IntStream.range(0, n).toArray(),
        ones,
        FACTORS);
  }

  /** Texts of 4 numbers and, far from centred, pictures of 3. */
  private static Content two(List<String> ids) {
    return Content.of(
        Map.of(
            "text", Worlds.table("t", ids, Worlds.normal(ids.size(), 4, 1)),
            "image",
                Worlds.table("p", ids, each(Worlds.normal(ids.size(), 3, 2), x -> 5 + 3 * x))));
  }

  /** An absolute value is even, so that no linear map says more of it than its mean. */
  @Test
  void learnsWhatNoLinearMapCan() {
    List<String> ids = Worlds.ids("i", 600);
    Content content = two(ids);
    Matrix y = each(content.table("text").matrix(), Math::abs);
    RidgeRegression linear = ridge(content, ids, 500);
    NeuralRegression neural = new NeuralRegression(RUNTIME::newManager, SMALL, linear, 7);
    int[] all = IntStream.range(0, 600).toArray();
    Map<String, Projection> projections = neural.fit(y);
    assertThat(meanSquare(linear.said(linear.fit(y), all), y, 500)).isGreaterThan(0.3);
    assertThat(meanSquare(linear.said(projections, all), y, 500)).isLessThan(0.1);
    Matrix fitted = neural.fitted(y);
    assertThat(fitted.row(3)).isEqualTo(linear.said(projections, new int[] {3}).row(0));
    assertThat(neural.rows()).hasSize(500).isEqualTo(linear.rows());
  }

  @Test
  void withoutEpochsTheHeadsAreTheLinearOnes() {
    List<String> ids = Worlds.ids("i", 300);
    RidgeRegression linear = ridge(two(ids), ids, 300);
    Matrix y = Worlds.normal(300, 5, 9);
    NeuralRegression untrained =
        new NeuralRegression(RUNTIME::newManager, SMALL.withEpochs(0), linear, 7);
    assertThat(layers(untrained.fit(y))).isEqualTo(layers(linear.fit(y)));
    assertThat(untrained.fitted(y).array())
        .containsExactly(linear.fitted(y).array(), offset(1e-4f));
  }

  /** How many layers each modality's head has. */
  private static Map<String, Integer> layers(Map<String, Projection> heads) {
    Map<String, Integer> layers = new TreeMap<>();
    heads.forEach((modality, projection) -> layers.put(modality, projection.layers().size()));
    return layers;
  }

  @Test
  void asksForNoRuntimeUnlessItTrains() {
    Heads untrained =
        Heads.neural(
            () -> {
              throw new AssertionError("asked for");
            },
            SMALL);
    List<String> few = Worlds.ids("i", 100);
    Map<String, Projection> heads =
        untrained.regression(ridge(two(few), few, 100), 1).fit(Worlds.normal(100, 2, 3));
    assertThat(layers(heads))
        .as("a tenth of 100 judges nothing")
        .containsOnly(Map.entry("image", 1), Map.entry("text", 1));
  }

  private static HeadNetwork network(NeuralSettings settings, Matrix targets) {
    SortedMap<String, Matrix> features = new TreeMap<>();
    features.put("image", Worlds.normal(targets.rows(), 3, 4));
    features.put("text", Worlds.normal(targets.rows(), 2, 5));
    return new HeadNetwork(RUNTIME::newManager, settings, features, targets, 3);
  }

  @Test
  void gradientsAreThoseOfTheLoss() {
    int[] rows = IntStream.range(0, 20).toArray();
    HeadNetwork network = network(SMALL.withHidden(5), Worlds.normal(20, 3, 6));
    for (int pass = 0; pass < 3; pass++) {
      network.pass(rows, FastRandom.of(1, pass, 0, 0));
    }
    List<float[]> gradients = network.gradients(rows, FastRandom.of(1, 0, 0, 0));
    List<float[]> parameters = network.parameters();
    for (int p = 0; p < parameters.size(); p++) {
      float[] differences = differences(network, parameters.get(p), rows);
      assertThat(
              (double)
                  Vectors.squaredDistance(gradients.get(p), 0, differences, 0, differences.length))
          .as("tensor %d", p)
          .isLessThan(1e-3 * Vectors.dot(differences, differences));
    }
  }

  /** Central differences; a rectifier turned by a step throws one off a little. */
  private static float[] differences(HeadNetwork network, float[] parameters, int[] rows) {
    float[] differences = new float[parameters.length];
    for (int i = 0; i < parameters.length; i++) {
      float at = parameters[i];
      parameters[i] = at + 2e-3f;
      double above = network.loss(rows);
      parameters[i] = at - 2e-3f;
      double below = network.loss(rows);
      parameters[i] = at;
      differences[i] = (float) ((above - below) / 4e-3);
    }
    return differences;
  }

  /** The layers that leave the network say what its loss was computed from. */
  @Test
  void theLossIsTheMeanSquaredErrorOfTheSummedHeads() {
    int[] rows = IntStream.range(0, 20).toArray();
    Matrix y = Worlds.normal(20, 3, 6);
    HeadNetwork network = network(SMALL, y);
    assertThat(network.loss(rows))
        .as("says zero at the start")
        .isCloseTo(Vectors.dot(y.array(), y.array()) / 60.0, offset(1e-5));
    for (int pass = 0; pass < 10; pass++) {
      network.pass(rows, FastRandom.of(1, pass, 0, 0));
    }
    Matrix said = Matrix.zeros(20, 3);
    for (String modality : List.of("image", "text")) {
      Matrix x = modality.equals("image") ? Worlds.normal(20, 3, 4) : Worlds.normal(20, 2, 5);
      Standardization none = new Standardization(new float[x.columns()], 1);
      Projection head =
          new Projection(List.of(network.hidden(modality, none), network.output(modality, 1)));
      Vectors.axpy(1, head.apply(x).array(), 0, said.array(), 0, 60);
    }
    assertThat(network.loss(rows)).isCloseTo(meanSquare(said, y, 0), offset(1e-5));
  }

  @Test
  void managedArraysDoNotGrowOverTraining() {
    Matrix y = Worlds.normal(64, 3, 6);
    SortedMap<String, Matrix> features = new TreeMap<>(Map.of("text", Worlds.normal(64, 2, 5)));
    List<NDManager> taken = new ArrayList<>();
    try (NDManager parent = RUNTIME.newManager()) {
      HeadNetwork network =
          new HeadNetwork(
              () -> {
                NDManager manager = parent.newSubManager();
                taken.add(manager);
                return manager;
              },
              SMALL.withDropout(0.5),
              features,
              y,
              3);
      for (int pass = 0; pass < 10; pass++) {
        network.pass(IntStream.range(0, 64).toArray(), FastRandom.of(1, pass, 0, 0));
        network.loss(new int[] {0, 1});
      }
      assertThat(taken).hasSize(30).noneMatch(NDManager::isOpen);
      assertThat(parent.getManagedArrays()).isEmpty();
    }
  }

  /** Items whose factors are linear in the logarithm of what is known of them. */
  private static Worlds.Planted skewed() {
    Worlds.Planted world = Worlds.Planted.of(100, 500, 3, 3, 60, 5);
    EmbeddingTable table = world.content().table("text");
    Matrix x = each(table.matrix(), v -> Math.exp(2 * v));
    Content content = Content.of(Map.of("text", Worlds.table("texts", table.ids(), x)));
    return new Worlds.Planted(world.all(), content, world.truth());
  }

  @Test
  void recommendsColdItemsBetterWhereContentIsNotLinear() {
    Worlds.Planted world = skewed();
    Split split = Split.coldItems(world.all(), 0.3, 1);
    double linear = ndcg(new InteractionObjective(FACTORS), world.content(), split);
    double neural = ndcg(new InteractionObjective(FACTORS, NEURAL), world.content(), split);
    assertThat(neural).isGreaterThan(linear + 0.03);
  }

  private static double ndcg(Objective objective, Content content, Split split) {
    SharedSpace space = objective.fit(content, split.train(), 1);
    return RankingMetrics.ndcg(10)
        .of(Evaluation.rank(SharedSpaceRecommender.of(space, split.train()), split, 10))
        .value();
  }

  @Test
  void theSameSeedGivesTheSameBytesAndAFolderKeepsThem(@TempDir Path folder) {
    Worlds.Planted world = skewed();
    Objective objective = new InteractionObjective(FACTORS, NEURAL);
    SharedSpace space = objective.fit(world.content(), world.all(), 4);
    SharedSpace again = objective.fit(world.content(), world.all(), 4);
    assertSame(again, space);
    assertThat(objective.fit(world.content(), world.all(), 5).items().fingerprint())
        .isNotEqualTo(space.items().fingerprint());
    assertThat(layers(space.itemFusion().projections(Set.of("text")))).containsEntry("text", 2);
    assertThat(space.provenance().configuration())
        .containsEntry("heads", "neural")
        .containsEntry("heads.hidden", "32");
    SpaceFolder.write(space, folder.resolve("space"));
    assertSame(SpaceFolder.read(folder.resolve("space")), space);
  }

  private static void assertSame(SharedSpace a, SharedSpace b) {
    assertThat(a.items().fingerprint()).isEqualTo(b.items().fingerprint());
    assertThat(a.users().fingerprint()).isEqualTo(b.users().fingerprint());
    Map<String, float[]> thing = Map.of("text", new float[] {0.1f, 2, 0.7f});
    assertThat(a.itemFusion().fuse(thing)).isEqualTo(b.itemFusion().fuse(thing));
  }

  @Test
  void badSettingsAreNamed() {
    NeuralSettings s = NeuralSettings.DEFAULT;
    assertThatThrownBy(() -> s.withHidden(0))
        .hasMessage("hidden is 0; choose 1 or more, such as 256");
    assertThatThrownBy(() -> s.withDropout(1))
        .hasMessage("dropout is 1.0; choose a share from 0 to below 1");
    assertThatThrownBy(() -> s.withLearningRate(Double.NaN))
        .hasMessage("learningRate is NaN; choose a number above 0, such as 0.0003");
    assertThatThrownBy(() -> s.withWeightDecay(-1))
        .hasMessage("weightDecay is -1.0; choose 0 or more");
    assertThatThrownBy(() -> s.withEpochs(-1)).hasMessage("epochs is -1; choose 0 or more");
    assertThatThrownBy(() -> s.withBatchSize(0))
        .hasMessage("batchSize is 0; choose 1 or more, such as 128");
    assertThatThrownBy(() -> s.withPatience(0)).hasMessage("patience is 0; choose 1 or more");
  }
}
