package dev.trivium.core.sequence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trivium.core.Progress;
import dev.trivium.core.TriviumException;
import dev.trivium.core.math.Matrix;
import dev.trivium.core.math.Vectors;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;

class SkipGramTest {
  private static final Planted SOURCE = new Planted(4, 15, 1500, 30);
  private static final Planted MANY = new Planted(16, 64, 3000, 40);
  private static final SkipGramSettings SETTINGS =
      SkipGramSettings.WALKS.withDimension(24).withWindow(5).withThreads(1).withRepeatable(false);

  /**
   * Of all pairs within and across communities, the share in which the first has the higher cosine.
   */
  private static double separation(Matrix m) {
    long right = 0;
    long all = 0;
    for (int a = 0; a < 60; a++) {
      for (int b = a % 4; b < 60; b += 4) {
        for (int c = 0; c < 60; c++) {
          if (b != a && c % 4 != a % 4) {
            boolean nearer =
                Vectors.cosine(m.row(a), m.row(b)) > Vectors.cosine(m.row(a), m.row(c));
            right += nearer ? 1 : 0;
            all++;
          }
        }
      }
    }
    return (double) right / all;
  }

  /** The loss of the model over the pairs of the source against the exact noise law. */
  private static double loss(SkipGramModel model) {
    double loss = 0;
    for (int a = 0; a < 60; a++) {
      for (int b = 0; b < 60; b++) {
        double score = Vectors.dot(model.vectors().row(a), model.contexts().row(b));
        double together = a % 4 == b % 4 ? 4 : 0;
        loss += together * Math.log1p(Math.exp(-score)) + 5 * Math.log1p(Math.exp(score));
      }
    }
    return loss / 3600;
  }

  @Test
  void plantedCommunitiesAreRecovered() {
    SkipGramSettings more = SETTINGS.withEpochs(4);
    for (SkipGramSettings s :
        List.of(
            more,
            more.withThreads(2),
            more.withMode(SkipGramSettings.Mode.CBOW),
            more.withLoss(SkipGramSettings.Loss.HIERARCHICAL_SOFTMAX),
            more.withLoss(SkipGramSettings.Loss.HIERARCHICAL_SOFTMAX)
                .withMode(SkipGramSettings.Mode.CBOW))) {
      SkipGramModel model = new SkipGram(s).train(SOURCE);
      assertThat(separation(model.vectors())).as(s.toString()).isGreaterThan(0.999);
    }
  }

  /** Words of one community share a row, and one that training never saw is made of it. */
  @Test
  void sharedRowsLearnWhatTheirIdsHaveInCommon() {
    int[] offsets = new int[62];
    int[] rows = new int[122];
    for (int id = 0; id < 61; id++) {
      rows[2 * id] = id;
      rows[2 * id + 1] = 61 + id % 4;
      offsets[id + 1] = 2 * id + 2;
    }
    Bags bags = new Bags(offsets, rows, 66);
    for (SkipGramSettings s :
        List.of(SETTINGS.withEpochs(4), SETTINGS.withMode(SkipGramSettings.Mode.CBOW))) {
      Matrix m = new SkipGram(s).train(SOURCE, bags, Progress.NONE).vectors();
      assertThat(m.rows()).isEqualTo(66);
      assertThat(m.row(65)).as("a row of none").containsOnly(0f);
      for (int a = 0; a < 60; a++) {
        for (int c = 0; c < 4; c++) {
          if (c != a % 4) {
            assertThat(Vectors.cosine(m.row(a), m.row(61 + a % 4)))
                .isGreaterThan(Vectors.cosine(m.row(a), m.row(61 + c)));
          }
        }
      }
    }
  }

  /** A step for each few ids around, for one for all of a thousand would overshoot by far. */
  @Test
  void rowsThatAreSharedLearnInWideWindowsToo() {
    int[] offsets = new int[62];
    int[] rows = new int[122];
    for (int id = 0; id < 61; id++) {
      rows[2 * id] = id;
      rows[2 * id + 1] = 61;
      offsets[id + 1] = 2 * id + 2;
    }
    SkipGramSettings wide = SETTINGS.withWindow(1000).withLearningRate(0.05f);
    Matrix m =
        new SkipGram(wide)
            .train(new Planted(4, 15, 40, 1500), new Bags(offsets, rows, 62), Progress.NONE)
            .vectors();
    assertThat(separation(m)).isGreaterThan(0.95);
    for (int id = 0; id < 60; id++) {
      assertThat(Vectors.norm(m.row(id), 0, 24)).isLessThan(20);
    }
  }

  /** Rows that are given stay near where they stood, those of ids that never come exactly. */
  @Test
  void trainingGoesOnFromWhereItIsPut() {
    Matrix start = new SkipGram(SETTINGS).train(SOURCE).vectors();
    SkipGramSettings little = SETTINGS.withLearningRate(1e-4f).withMinimumRate(0).withSeed(9);
    Matrix near = new SkipGram(little).train(SOURCE, start, Progress.NONE).vectors();
    Matrix far = new SkipGram(little).train(SOURCE).vectors();
    for (int r = 0; r < 60; r++) {
      assertThat(Vectors.cosine(near.row(r), start.row(r))).isGreaterThan(0.99f);
      assertThat(Vectors.cosine(far.row(r), start.row(r))).isLessThan(0.9f);
    }
    assertThatThrownBy(
            () -> new SkipGram(SETTINGS).train(SOURCE, Matrix.zeros(60, 3), Progress.NONE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("[60 × 3]");
    start.array()[start.offset(7) + 1] = Float.NaN;
    assertThatThrownBy(() -> new SkipGram(SETTINGS).train(SOURCE, start, Progress.NONE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("row 7 of the start has NaN");
  }

  @Test
  void theRepeatableModeGivesTheSameBytesAtAnyNumberOfThreads() {
    SkipGramSettings settings = SETTINGS.withRepeatable(true).withEpochs(2);
    List<Matrix> one = trained(settings);
    for (int threads : new int[] {2, 3, 4}) {
      assertThat(trained(settings.withThreads(threads))).isEqualTo(one);
    }
    assertThat(trained(settings.withSeed(2))).isNotEqualTo(one);
    SkipGramSettings bag = settings.withMode(SkipGramSettings.Mode.CBOW);
    assertThat(trained(bag.withThreads(3))).isEqualTo(trained(bag));
  }

  private static List<Matrix> trained(SkipGramSettings settings) {
    SkipGramModel model = new SkipGram(settings).train(MANY);
    return List.of(model.vectors(), model.contexts());
  }

  /** As well as the free mode: the loss on the pairs of the source, over a sample of ids. */
  @Test
  void theRepeatableModeLearnsAsMuch() {
    SkipGramSettings settings = SETTINGS.withEpochs(3);
    double free = spread(new SkipGram(settings).train(MANY).vectors());
    double repeatable = spread(new SkipGram(settings.withRepeatable(true)).train(MANY).vectors());
    assertThat(free).isGreaterThan(0.5);
    assertThat(repeatable).isGreaterThan(0.95 * free);
  }

  /** Mean cosine within communities, less that across. */
  private static double spread(Matrix m) {
    double within = 0;
    double across = 0;
    int pairs = 0;
    for (int a = 0; a < 1024; a += 5) {
      for (int b = a + 16; b + 1 < 1024; b += 48) {
        within += Vectors.cosine(m.row(a), m.row(b / 16 * 16 + a % 16));
        across += Vectors.cosine(m.row(a), m.row(b / 16 * 16 + (a + 1 + b % 15) % 16));
        pairs++;
      }
    }
    return (within - across) / pairs;
  }

  @Test
  void theLossFallsFromEpochToEpochTowardsItsFloor() {
    double[] losses = new double[3];
    for (int i = 0; i < 3; i++) {
      SkipGramSettings more = SETTINGS.withEpochs(1 + 3 * i);
      losses[i] = loss(new SkipGram(more).train(SOURCE));
    }
    assertThat(losses[0]).isLessThan(6 * Math.log(2));
    assertThat(losses[1]).isLessThan(losses[0]);
    assertThat(losses[2]).isLessThan(losses[1]);
  }

  @Test
  void oneThreadRepeatsToTheByteAndASeedMatters() {
    assertThat(trained(SETTINGS)).isEqualTo(trained(SETTINGS));
    assertThat(trained(SETTINGS.withSeed(2))).isNotEqualTo(trained(SETTINGS));
  }

  @Test
  void anIdThatNeverComesHasZeros() {
    SkipGramModel model = new SkipGram(SETTINGS).train(SOURCE);
    assertThat(model.vectors().row(60)).containsOnly(0);
    assertThat(model.vectors().row(59)).doesNotContain(0f);
  }

  @Test
  void progressRisesToTheWhole() {
    List<Long> done = new ArrayList<>();
    new SkipGram(SETTINGS.withThreads(2).withEpochs(2))
        .train(
            SOURCE,
            (d, total) -> {
              assertThat(total).isEqualTo(2L * 1500 * 30);
              done.add(d);
            });
    assertThat(done).isSorted().doesNotHaveDuplicates().hasSizeBetween(50, 110);
    assertThat(done.get(done.size() - 1)).isEqualTo(2L * 1500 * 30);
  }

  @Test
  void anInterruptEndsIt() {
    for (int threads : new int[] {1, 2, -2}) {
      SkipGram skipGram =
          new SkipGram(SETTINGS.withThreads(Math.abs(threads)).withRepeatable(threads < 0));
      Thread caller = Thread.currentThread();
      assertThatThrownBy(() -> skipGram.train(MANY, (done, total) -> caller.interrupt()))
          .isInstanceOf(CancellationException.class)
          .hasMessageContaining("nothing was kept");
      assertThat(Thread.interrupted()).isTrue();
    }
  }

  @Test
  void aFailureInAWorkerComesOut() {
    SequenceSource broken =
        new SequenceSource() {
          @Override
          public int vocabulary() {
            return 2;
          }

          @Override
          public long[] counts() {
            return new long[] {1, 1};
          }

          @Override
          public void stream(int epoch, int shard, int shards, SequenceSink sink) {
            throw new TriviumException("line 3 is broken");
          }
        };
    for (int threads : new int[] {1, 2}) {
      assertThatThrownBy(() -> new SkipGram(SETTINGS.withThreads(threads)).train(broken))
          .isInstanceOf(TriviumException.class)
          .hasMessage("line 3 is broken");
    }
  }

  @Test
  void nothingToLearnFromIsSaid() {
    assertThatThrownBy(() -> new SkipGram(SETTINGS).train(new Planted(2, 2, 0, 5)))
        .isInstanceOf(TriviumException.class)
        .hasMessageContaining("none of the 5 ids comes in any sequence");
  }

  @Test
  void settingsSayWhatIsWrong() {
    assertThatThrownBy(() -> SETTINGS.withDimension(0))
        .hasMessage("dimension is 0; choose 1 or more, say 128");
    assertThatThrownBy(() -> SETTINGS.withLearningRate(Float.NaN))
        .hasMessageContaining("learningRate is NaN; choose");
    assertThatThrownBy(() -> SETTINGS.withThreads(0)).hasMessageContaining("threads is 0");
    assertThat(SETTINGS.asMap()).containsEntry("window", "5").hasSize(12);
  }
}
