package dev.trivium.recommender.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;

import dev.trivium.core.TriviumException;
import dev.trivium.core.data.Interaction;
import dev.trivium.core.data.Interactions;
import dev.trivium.core.math.FastRandom;
import dev.trivium.core.math.Matrix;
import dev.trivium.recommender.Recommendation;
import dev.trivium.recommender.RecommenderTrainer;
import dev.trivium.recommender.VectorRecommender;
import dev.trivium.recommender.Worlds;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** BPR-MF, LightGCN and item2vec. */
class PairwiseTest {
  private static final Interactions WORLD = Worlds.random(12, 9, 0.4, 9);
  private static final int NODES = 21;

  /** Only one item is left to be the negative, so that the loss of a step is known. */
  @Test
  void aStepOfBprIsDownTheGradient() {
    Interactions train = Worlds.random(5, 3, 1, 1);
    BprSettings settings = new BprSettings(4, 1, 0.1, 0.3, 0, 2);
    Matrix items = Worlds.normal(3, 5, 2);
    Matrix users = Worlds.normal(1, 5, 3);
    users.array()[4] = 1;
    double[] x = new double[15];
    for (int c = 0; c < 5; c++) {
      x[c] = users.get(0, c);
      x[5 + c] = items.get(2, c);
      x[10 + c] = items.get(1, c);
    }
    float[] untouched = items.row(0);
    new BprSteps(settings, new NegativeItems(train, 0), items)
        .step(users.array(), 0, 2, i -> i != 1, new FastRandom(1));
    for (int c = 0; c < 15; c++) {
      float got = c < 5 ? users.get(0, c) : c < 10 ? items.get(2, c - 5) : items.get(1, c - 10);
      double wanted = c == 4 ? 1 : x[c] - 0.1 * slope(x, c);
      assertThat((double) got).isCloseTo(wanted, offset(1e-5));
    }
    assertThat(items.row(0)).isEqualTo(untouched);
  }

  private static double slope(double[] x, int c) {
    double[] up = x.clone();
    double[] down = x.clone();
    up[c] += 1e-5;
    down[c] -= 1e-5;
    return (bpr(up) - bpr(down)) / 2e-5;
  }

  private static double bpr(double[] x) {
    double margin = 0;
    double squares = 0;
    for (int c = 0; c < 5; c++) {
      margin += x[c] * (x[5 + c] - x[10 + c]);
    }
    for (double v : x) {
      squares += v * v;
    }
    return Math.log1p(Math.exp(-margin)) + 0.3 / 2 * squares;
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.5, 1})
  void negativesAreDrawnByPopularityToAPowerFromWhatWasNotTaken(double exponent) {
    int[] degrees = WORLD.itemDegrees();
    double all = 0;
    for (int i = 0; i < 9; i++) {
      all += WORLD.contains(3, i) || degrees[i] == 0 ? 0 : Math.pow(degrees[i], exponent);
    }
    NegativeItems negatives = new NegativeItems(WORLD, exponent);
    FastRandom random = new FastRandom(4);
    int draws = 100_000;
    int[] counts = new int[9];
    for (int d = 0; d < draws; d++) {
      counts[negatives.draw(i -> WORLD.contains(3, i), random)]++;
    }
    for (int i = 0; i < 9; i++) {
      double p = WORLD.contains(3, i) || degrees[i] == 0 ? 0 : Math.pow(degrees[i], exponent) / all;
      assertThat((double) counts[i])
          .isCloseTo(draws * p, offset(4 * Math.sqrt(draws * p * (1 - p))));
    }
    assertThat(negatives.draw(i -> true, random)).isEqualTo(-1);
  }

  private static double[][] normalized(Interactions r) {
    double[][] a = new double[NODES][NODES];
    int[] degrees = r.itemDegrees();
    for (int u = 0; u < 12; u++) {
      for (int i : r.itemsOf(u)) {
        a[u][12 + i] = 1 / Math.sqrt((double) r.degree(u) * degrees[i]);
        a[12 + i][u] = a[u][12 + i];
      }
    }
    return a;
  }

  private static double[][] times(double[][] a, double[][] b) {
    double[][] out = new double[a.length][b[0].length];
    for (int r = 0; r < a.length; r++) {
      for (int k = 0; k < b.length; k++) {
        for (int c = 0; c < b[0].length; c++) {
          out[r][c] += a[r][k] * b[k][c];
        }
      }
    }
    return out;
  }

  private static double[][] dense(Matrix m) {
    double[][] out = new double[m.rows()][m.columns()];
    for (int r = 0; r < m.rows(); r++) {
      for (int c = 0; c < m.columns(); c++) {
        out[r][c] = m.get(r, c);
      }
    }
    return out;
  }

  /** The mean of the powers 0 to {@code layers} of the dense matrix, times x. */
  private static double[][] mean(double[][] x, int layers) {
    double[][] a = normalized(WORLD);
    double[][] power = x;
    double[][] sum = new double[x.length][x[0].length];
    for (int k = 0; k <= layers; k++) {
      for (int r = 0; r < x.length; r++) {
        for (int c = 0; c < x[0].length; c++) {
          sum[r][c] += power[r][c] / (layers + 1);
        }
      }
      power = times(a, power);
    }
    return sum;
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 3})
  void propagationIsTheMeanOfDensePowers(int layers) {
    Matrix x = Worlds.normal(NODES, 5, 1);
    double[][] wanted = mean(dense(x), layers);
    Matrix got = new Propagation(WORLD, layers).mean(x);
    for (int r = 0; r < NODES; r++) {
      for (int c = 0; c < 5; c++) {
        assertThat((double) got.get(r, c)).isCloseTo(wanted[r][c], offset(1e-5));
      }
    }
  }

  private static PairwiseBatch batch() {
    PairwiseBatch batch = new PairwiseBatch(9);
    batch.add(0, 14, 13);
    batch.add(0, 15, 13);
    batch.add(5, 14, 20);
    batch.add(7, 13, 14);
    return batch;
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "2, 0", "3, 0.5"})
  void theGradientOfLightGcnIsThatOfItsLoss(int layers, double lambda) {
    LightGcnSettings settings = new LightGcnSettings(4, layers, 1, 9, 0.1, lambda, 0);
    Matrix x = Worlds.normal(NODES, 4, 2);
    Matrix gradient =
        new LightGcn(settings, 1).gradient(batch(), new Propagation(WORLD, layers), x);
    double[][] at = dense(x);
    for (int r = 0; r < NODES; r++) {
      for (int c = 0; c < 4; c++) {
        at[r][c] += 1e-5;
        double up = loss(at, layers, lambda);
        at[r][c] -= 2e-5;
        double down = loss(at, layers, lambda);
        at[r][c] += 1e-5;
        assertThat((double) gradient.get(r, c)).isCloseTo((up - down) / 2e-5, offset(2e-5));
      }
    }
  }

  private static double loss(double[][] x, int layers, double lambda) {
    int[][] triples = {{0, 14, 13}, {0, 15, 13}, {5, 14, 20}, {7, 13, 14}};
    double[][] e = mean(x, layers);
    double loss = 0;
    for (int[] t : triples) {
      double margin = 0;
      double squares = 0;
      for (int c = 0; c < x[0].length; c++) {
        margin += e[t[0]][c] * (e[t[1]][c] - e[t[2]][c]);
        for (int node : t) {
          squares += x[node][c] * x[node][c];
        }
      }
      loss += (Math.log1p(Math.exp(-margin)) + lambda / 2 * squares) / triples.length;
    }
    return loss;
  }

  /** Two towns, each with its items; everyone has taken up four of six. */
  private static Interactions towns() {
    List<Interaction> events = new ArrayList<>();
    for (int u = 0; u < 40; u++) {
      for (int k = 0; k < 4; k++) {
        int item = u % 2 * 6 + (u / 2 + k * (1 + u / 12)) % 6;
        events.add(new Interaction("u" + u, "i" + item, 1, k));
      }
    }
    return Interactions.of(Worlds.ids("u", 40), Worlds.ids("i", 12), events);
  }

  static Stream<RecommenderTrainer> trainers() {
    return Stream.of(
        new BprMf(new BprSettings(1, 100, 0.1, 0.05, 0, 1), 1),
        new BprMf(new BprSettings(1, 100, 0.1, 0.05, 1, 1), 1),
        new LightGcn(new LightGcnSettings(2, 2, 100, 50, 0.02, 0.05, 0.5), 1),
        new Item2Vec(Item2Vec.BASKETS.withDimension(4).withEpochs(60), false),
        new Item2Vec(Item2Vec.BASKETS.withDimension(4).withEpochs(60).withWindow(2), true));
  }

  @ParameterizedTest
  @MethodSource("trainers")
  void whatTheOwnTownTookUpComesFirst(RecommenderTrainer trainer) {
    Interactions train = towns();
    VectorRecommender recommender = (VectorRecommender) trainer.train(train);
    for (int u = 0; u < 40; u++) {
      int town = u % 2;
      int left = 6 - train.degree(u);
      int user = u;
      List<Interaction> history = train.only((v, e) -> v == user).events();
      Stream.of(recommender.recommend("u" + u, left), recommender.recommend(history, left))
          .flatMap(List::stream)
          .map(Recommendation::item)
          .forEach(i -> assertThat(Integer.parseInt(i.substring(1)) / 6).isEqualTo(town));
    }
  }

  @ParameterizedTest
  @MethodSource("trainers")
  void theSeedGivesTheBytesAtAnyNumberOfThreads(RecommenderTrainer trainer) {
    assertThat(bytes(trainer, 1)).isEqualTo(bytes(trainer, 4));
  }

  private static String bytes(RecommenderTrainer trainer, int threads) {
    ForkJoinPool pool = new ForkJoinPool(threads);
    try {
      VectorRecommender trained =
          (VectorRecommender) pool.submit(() -> trainer.train(WORLD)).join();
      return trained.users().fingerprint() + trained.items().fingerprint();
    } finally {
      pool.shutdown();
    }
  }

  /** Dense again: what the items before the last layer send to a node that sends nothing. */
  @Test
  void aNewUserOfLightGcnStandsWhereTheItemsSend() {
    LightGcnSettings settings = new LightGcnSettings(4, 2, 3, 50, 0.02, 1e-3, 0);
    LightGcn trainer = new LightGcn(settings, 1);
    Matrix x = trainer.fit(WORLD, new Propagation(WORLD, 2));
    double[][] first = dense(x);
    double[][] second = times(normalized(WORLD), first);
    int[] degrees = WORLD.itemDegrees();
    int[] history = {2, 5, 6};
    double[] user = new double[4];
    for (int i : history) {
      for (int c = 0; c < 4; c++) {
        user[c] += (first[12 + i][c] + second[12 + i][c]) / Math.sqrt(3.0 * degrees[i]) / 3;
      }
    }
    double[][] items = mean(first, 2);
    for (Recommendation r :
        trainer
            .train(WORLD)
            .recommend(
                IntStream.of(history).mapToObj(i -> new Interaction("x", "i" + i)).toList(), 9)) {
      double[] item = items[12 + WORLD.item(r.item())];
      double score = 0;
      for (int c = 0; c < 4; c++) {
        score += user[c] * item[c];
      }
      assertThat((double) r.score()).isCloseTo(score, offset(1e-5));
    }
  }

  @Test
  void basketsAreByTimeOrShuffledAnewAndEachComesOnce() {
    Interactions train = towns();
    List<List<Integer>> byTime = baskets(new Baskets(train, true, 1), 0, 3);
    assertThat(byTime).hasSize(40);
    for (int u = 0; u < 40; u++) {
      List<Integer> wanted = new ArrayList<>();
      for (int k = 0; k < 4; k++) {
        int item = u % 2 * 6 + (u / 2 + k * (1 + u / 12)) % 6;
        wanted.remove((Integer) item);
        wanted.add(item);
      }
      assertThat(byTime).contains(wanted);
    }
    Baskets shuffled = new Baskets(train, false, 1);
    assertThat(baskets(shuffled, 0, 3))
        .containsExactlyInAnyOrderElementsOf(baskets(shuffled, 0, 1));
    assertThat(baskets(shuffled, 0, 1)).isNotEqualTo(baskets(shuffled, 1, 1));
  }

  private static List<List<Integer>> baskets(Baskets source, int epoch, int shards) {
    List<List<Integer>> all = new ArrayList<>();
    for (int shard = 0; shard < shards; shard++) {
      source.stream(
          epoch,
          shard,
          shards,
          (ids, from, to) -> all.add(IntStream.range(from, to).mapToObj(i -> ids[i]).toList()));
    }
    return all;
  }

  @Test
  void settingsAndDataThatMakeNoSenseAreNamed() {
    assertThatThrownBy(() -> new BprSettings(0, 1, 1, 0, 0, 1))
        .hasMessage("dimension is 0; choose a whole number from 1 to 4096, such as 64");
    assertThatThrownBy(() -> new BprSettings(4, 1, Double.NaN, 0, 0, 1))
        .hasMessage("learningRate is NaN; choose a number above 0, at most 1");
    assertThatThrownBy(() -> new BprSettings(4, 1, 1, -1, 0, 1))
        .hasMessage("regularization is -1.0; choose 0 or more");
    assertThatThrownBy(() -> new LightGcnSettings(4, -1, 1, 1, 1, 0, 0))
        .hasMessage("layers is -1; choose a whole number from 0 to 16, such as 2");
    assertThatThrownBy(() -> new LightGcnSettings(4, 1, 1, 1, 1, 0, 2))
        .hasMessage("negativeExponent is 2.0; choose a number from 0 to 1");
    Interactions none = Interactions.of(List.of("u"), List.of("i"), List.of());
    assertThatThrownBy(() -> new BprMf(BprSettings.DEFAULT, 1).train(none))
        .isInstanceOf(TriviumException.class)
        .hasMessage("there are no interactions to learn from; give at least one");
    assertThatThrownBy(() -> new LightGcn(LightGcnSettings.DEFAULT, 1).train(none))
        .isInstanceOf(TriviumException.class)
        .hasMessage("there are no interactions to learn from; give at least one");
  }
}
