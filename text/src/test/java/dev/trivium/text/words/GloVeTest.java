package dev.trivium.text.words;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.trivium.core.Progress;
import dev.trivium.core.TriviumException;
import dev.trivium.core.embedding.EmbeddingTable;
import dev.trivium.core.math.FastRandom;
import dev.trivium.core.math.Matrix;
import dev.trivium.core.math.Vectors;
import dev.trivium.core.sequence.SequenceSink;
import dev.trivium.core.sequence.SequenceSource;
import dev.trivium.core.sequence.Workers;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class GloVeTest {
  private static final GloVeSettings SETTINGS =
      GloVeSettings.DEFAULT.withDimension(20).withThreads(1).withWindow(4).withEpochs(3);
  private static final int LONG = 40;

  @TempDir private Path folder;

  /**
   * Sequences of frequent and rare ids, in each of which ids of one topic (id mod 4) come; the last
   * id never comes.
   */
  private record Zipf(int words, int sequences) implements SequenceSource {
    @Override
    public int vocabulary() {
      return words + 1;
    }

    @Override
    public long[] counts() {
      long[] counts = new long[vocabulary()];
      stream(
          0,
          0,
          1,
          (ids, from, to) -> {
            for (int i = from; i < to; i++) {
              counts[ids[i]]++;
            }
          });
      return counts;
    }

    @Override
    public void stream(int epoch, int shard, int shards, SequenceSink sink) {
      int[] ids = new int[LONG + 1];
      for (int s = shard; s < sequences; s += shards) {
        FastRandom random = FastRandom.of(3, epoch, s, 0);
        int length = random.nextInt(LONG);
        int topic = random.nextInt(4);
        for (int i = 0; i < length; i++) {
          int rank = (int) Math.pow(words / 4.0, random.nextDouble()) - 1;
          ids[i + 1] = words - 1 - (4 * rank + topic);
        }
        sink.accept(ids, 1, length + 1);
      }
    }
  }

  /** Counted by the definition. */
  private static Map<Long, Double> exhaustive(SequenceSource source, GloVeSettings settings) {
    Map<Long, Double> counts = new HashMap<>();
    source.stream(
        0,
        0,
        1,
        (ids, from, to) -> {
          for (int i = from; i < to; i++) {
            for (int j = from; j < to; j++) {
              boolean near = i != j && Math.abs(i - j) <= settings.window();
              if (near && (settings.symmetric() || j < i)) {
                counts.merge((long) ids[i] << 32 | ids[j], 1.0 / Math.abs(i - j), Double::sum);
              }
            }
          }
        });
    return counts;
  }

  /** What training is given, by ids, in its order. */
  private static List<Map.Entry<Long, Double>> pairs(
      Cooccurrences counts, int vocabulary, boolean symmetric) {
    WordParts parts = counts.parts();
    int[] ids = new int[vocabulary];
    for (int id = 0; id < vocabulary; id++) {
      ids[parts.row(parts.rank(id))] = id;
    }
    List<Map.Entry<Long, Double>> pairs = new ArrayList<>();
    double worst = 0;
    for (int block = 0; block < parts.count() * parts.count(); block++) {
      int[] numbers = counts.blocks().pairs(block);
      for (int k = 0; k < counts.blocks().size(block); k++) {
        int a = ids[parts.start(block / parts.count()) + (numbers[3 * k] >>> 16)];
        int b = ids[parts.start(block % parts.count()) + (numbers[3 * k] & 0xffff)];
        double x = Math.exp(Float.intBitsToFloat(numbers[3 * k + 1]));
        double weight = Float.intBitsToFloat(numbers[3 * k + 2]);
        worst = Math.max(worst, Math.abs(weight - Math.min(1, Math.pow(x / 10, 0.6))));
        pairs.add(Map.entry((long) a << 32 | b, x));
        if (symmetric && a != b) {
          pairs.add(Map.entry((long) b << 32 | a, x));
        }
      }
    }
    assertThat(worst).isLessThan(1e-5);
    return pairs;
  }

  private Cooccurrences count(SequenceSource source, GloVeSettings settings) {
    return Cooccurrences.count(source, settings, folder, Progress.NONE);
  }

  private void assertNothingLeft() {
    try (Stream<Path> left = Files.list(folder)) {
      assertThat(left).isEmpty();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void countsAreThoseOfTheDefinitionAtAnyMemoryAndThreads() {
    Zipf source = new Zipf(2400, 1000);
    for (boolean symmetric : new boolean[] {true, false}) {
      GloVeSettings settings = SETTINGS.withSymmetric(symmetric).withWeighting(10, 0.6);
      Map<Long, Double> expected = exhaustive(source, settings);
      List<Map.Entry<Long, Double>> before = List.of();
      for (long memory : new long[] {0, 100_000, 1 << 20, 1 << 26}) {
        int threads = memory == 100_000 ? 3 : 1;
        try (Cooccurrences counts =
            count(source, settings.withMemory(memory).withThreads(threads))) {
          List<Map.Entry<Long, Double>> pairs = pairs(counts, source.vocabulary(), symmetric);
          assertSame(pairs, expected);
          assertThat(counts.pairs()).isEqualTo(pairs.size());
          assertThat(before.isEmpty() || before.equals(pairs)).isTrue();
          before = pairs;
        }
        assertNothingLeft();
      }
    }
  }

  private static void assertSame(List<Map.Entry<Long, Double>> pairs, Map<Long, Double> expected) {
    Map<Long, Double> found = new HashMap<>();
    double worst = 0;
    for (Map.Entry<Long, Double> pair : pairs) {
      found.put(pair.getKey(), pair.getValue());
      double ratio = pair.getValue() / expected.getOrDefault(pair.getKey(), 0.0);
      worst = Math.max(worst, Math.abs(ratio - 1));
    }
    assertThat(found).hasSize(pairs.size()).hasSize(expected.size());
    assertThat(worst).isLessThan(2e-6);
  }

  /** A run that is killed leaves nothing, for the files have no names while they are in use. */
  @Test
  @DisabledOnOs(OS.WINDOWS)
  void whatMemoryIsTooSmallForHasNoName() {
    Zipf source = new Zipf(2400, 1000);
    try (Cooccurrences counts = count(source, SETTINGS.withMemory(0))) {
      assertNothingLeft();
      CountBlocks blocks = counts.blocks();
      assertThat(blocks.size()).isGreaterThan(10_000);
      assertThat(blocks.pairs(0)).isNotSameAs(blocks.pairs(0)).isEqualTo(blocks.pairs(0));
    }
  }

  /** More runs than a process may have files, merged in one go. */
  @Test
  void runsWithoutNumberAreOneFile() throws IOException {
    int parts = 2;
    try (CountRuns runs = new CountRuns(folder, parts)) {
      for (int run = 0; run < 5000; run++) {
        PairCounts counts = new PairCounts(1024);
        for (int block = 0; block < parts * parts; block++) {
          counts.add((long) block << 32 | run % 7, run);
        }
        runs.write(counts);
      }
      for (int part = 0; part < parts; part++) {
        List<CountRuns.Reader> readers = runs.readers(part);
        assertThat(readers).hasSize(5000);
        for (int block = part * parts; block < (part + 1) * parts; block++) {
          PairCounts sums = new PairCounts(1024);
          for (CountRuns.Reader reader : readers) {
            reader.addBlock(block, sums);
          }
          long key = (long) block << 32;
          assertThat(sums.keys()).startsWith(key).endsWith(key | 6).hasSize(7);
          // 0 + 7 + … + 4998
          assertThat(sums.count(key)).isEqualTo(7L * 714 * 715 / 2);
        }
      }
    }
  }

  @Test
  void aTableOfPairsThatIsFullSaysSo() {
    PairCounts counts = new PairCounts(1024);
    assertTimeoutPreemptively(
        Duration.ofSeconds(20),
        () -> {
          for (long key = 0; key < 1023; key++) {
            counts.add(key, 1);
            counts.add(key, 1);
          }
          assertThatThrownBy(() -> counts.add(5000, 1))
              .isInstanceOf(TriviumException.class)
              .hasMessageContaining("more than 1023 pairs of words to count in one table");
          assertThat(counts.count(1022)).isEqualTo(2);
        });
  }

  private static double dot(float[] a, int ao, float[] b, int bo, int n) {
    double sum = 0;
    for (int i = 0; i < n; i++) {
      sum += (double) a[ao + i] * b[bo + i];
    }
    return sum;
  }

  /** The loss of one pair, as the paper writes it. */
  private static double loss(GloVeTraining t, int word, int context, double x) {
    double product =
        dot(
            t.words().array(),
            t.words().of(word),
            t.contexts().array(),
            t.contexts().of(context),
            20);
    double error =
        product + t.wordBiases()[2 * word] + t.contextBiases()[2 * context] - Math.log(x);
    return 0.5 * Math.min(1, Math.pow(x / 100, 0.75)) * error * error;
  }

  /** One pair, so that the step is that of its gradient, which is taken by differences. */
  @Test
  void aStepGoesDownTheNumericGradient() {
    SequenceSource one = sequences(2, new int[] {1, 0});
    GloVeSettings settings = SETTINGS.withSymmetric(false);
    try (Cooccurrences counts = count(one, settings);
        Workers workers = new Workers(1)) {
      GloVeTraining fresh = new GloVeTraining(settings, counts);
      GloVeTraining stepped = new GloVeTraining(settings, counts);
      stepped.epoch(0, workers, new Tally("training", 1, Progress.NONE));
      // Row 0 is the id that comes first in the ranking, id 0; it has id 1 to its left.
      assertThat(stepped.loss()).isCloseTo(loss(fresh, 0, 1, 1), within(1e-9));
      double loss = loss(fresh, 0, 1, 1);
      for (int i = 0; i < 20; i++) {
        assertStep(
            fresh, fresh.words().array(), fresh.words().of(0) + i, loss, stepped.words().array());
        assertStep(
            fresh,
            fresh.contexts().array(),
            fresh.contexts().of(1) + i,
            loss,
            stepped.contexts().array());
      }
      assertStep(fresh, fresh.wordBiases(), 0, loss, stepped.wordBiases());
      assertStep(fresh, fresh.contextBiases(), 2, loss, stepped.contextBiases());
      double g = 0.05 * gradient(fresh, fresh.wordBiases(), 0, loss);
      assertThat((double) stepped.wordBiases()[1]).isCloseTo(1 + g * g, within(1e-7));
    }
  }

  private static double gradient(GloVeTraining t, float[] array, int o, double loss) {
    float was = array[o];
    array[o] = was + 0.01f;
    double slope = (loss(t, 0, 1, 1) - loss) / (array[o] - was);
    array[o] = was - 0.01f;
    slope = (slope + (loss - loss(t, 0, 1, 1)) / (was - array[o])) / 2;
    array[o] = was;
    return slope;
  }

  private static void assertStep(
      GloVeTraining t, float[] array, int o, double loss, float[] stepped) {
    double gradient = gradient(t, array, o, loss);
    assertThat((double) stepped[o] - array[o]).isCloseTo(-0.05 * gradient, within(1e-8));
  }

  private static SequenceSource sequences(int vocabulary, int[]... sequences) {
    return new SequenceSource() {
      @Override
      public int vocabulary() {
        return vocabulary;
      }

      @Override
      public long[] counts() {
        long[] counts = new long[vocabulary];
        for (int[] sequence : sequences) {
          for (int id : sequence) {
            counts[id]++;
          }
        }
        return counts;
      }

      @Override
      public void stream(int epoch, int shard, int shards, SequenceSink sink) {
        for (int s = shard; s < sequences.length; s += shards) {
          sink.accept(sequences[s], 0, sequences[s].length);
        }
      }
    };
  }

  /** Against Stanford's loop in double, one pair after another in the order of training. */
  @Test
  void trainingIsAdaGradInDouble() {
    Zipf source = new Zipf(400, 300);
    GloVeSettings settings = SETTINGS.withSymmetric(false).withWeighting(10, 0.6);
    try (Cooccurrences counts = count(source, settings);
        Workers workers = new Workers(1)) {
      GloVeTraining training = new GloVeTraining(settings, counts);
      PlainGloVe plain = new PlainGloVe(training, counts, 20);
      for (int epoch = 0; epoch < 4; epoch++) {
        training.epoch(epoch, workers, new Tally("training", 1, Progress.NONE));
        double loss = plain.epoch(counts, 0.05);
        assertThat(training.loss()).isCloseTo(loss, within(1e-3 * loss));
      }
      plain.assertNear(training);
    }
  }

  @Test
  void theLossFallsAndTopicsAreFound() {
    GloVeModel model =
        new GloVe(SETTINGS.withEpochs(12).withWeighting(5, 0.75))
            .train(new Zipf(400, 3000), folder);
    assertThat(model.losses()).hasSize(12).isSortedAccordingTo((a, b) -> Double.compare(b, a));
    assertThat(model.losses().get(11)).isLessThan(0.5 * model.losses().get(0));
    Matrix vectors = model.vectors();
    double within = 0;
    double across = 0;
    for (int a = 300; a < 400; a++) {
      within += Vectors.cosine(vectors.row(a), vectors.row(a - 4));
      across += Vectors.cosine(vectors.row(a), vectors.row(a - 3));
    }
    assertThat(within / 100).isGreaterThan(across / 100 + 0.2);
    assertThat(vectors.row(400)).containsOnly(0);
    assertThat(vectors.row(399)).doesNotContain(0f);
  }

  @Test
  void sameSeedSameBytesAtAnyThreadsAndMemory() {
    Zipf source = new Zipf(5000, 1500);
    GloVeModel one = new GloVe(SETTINGS).train(source, folder);
    GloVeSettings four = SETTINGS.withThreads(4).withMemory(50_000);
    assertThat(new GloVe(four).train(source, folder)).isEqualTo(one);
    assertThat(new GloVe(SETTINGS.withThreads(2)).train(source, folder)).isEqualTo(one);
    assertThat(new GloVe(SETTINGS.withSeed(2)).train(source, folder)).isNotEqualTo(one);
    assertNothingLeft();
  }

  @Test
  void progressRisesToTheWhole() {
    Zipf source = new Zipf(400, 300);
    List<Long> counted = new ArrayList<>();
    List<Long> trained = new ArrayList<>();
    long[] totals = new long[2];
    GloVeModel model =
        new GloVe(SETTINGS.withThreads(2))
            .train(
                source,
                folder,
                (done, total) -> {
                  counted.add(done);
                  totals[0] = total;
                },
                (done, total) -> {
                  trained.add(done);
                  totals[1] = total;
                });
    assertThat(counted).isSorted().doesNotHaveDuplicates().endsWith(totals[0]);
    assertThat(trained).isSorted().doesNotHaveDuplicates().endsWith(3 * model.pairs());
    assertThat(totals[1]).isEqualTo(3 * model.pairs());
  }

  @Test
  void anInterruptEndsItAndNothingIsLeft() {
    Zipf source = new Zipf(5000, 3000);
    Progress interrupt = (done, total) -> caller.interrupt();
    for (int threads : new int[] {1, 2}) {
      GloVe glove = new GloVe(SETTINGS.withThreads(threads).withMemory(10_000));
      assertThatThrownBy(() -> glove.train(source, folder, interrupt, Progress.NONE))
          .isInstanceOf(CancellationException.class)
          .hasMessageContaining("nothing was kept");
      assertThat(Thread.interrupted()).isTrue();
      assertThatThrownBy(() -> glove.train(source, folder, Progress.NONE, interrupt))
          .isInstanceOf(CancellationException.class)
          .hasMessageContaining("nothing was kept");
      assertThat(Thread.interrupted()).isTrue();
      assertNothingLeft();
    }
  }

  private final Thread caller = Thread.currentThread();

  @Test
  void aFailureComesOutAndNothingIsLeft() {
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
      GloVe glove = new GloVe(SETTINGS.withThreads(threads));
      assertThatThrownBy(() -> glove.train(broken, folder))
          .isInstanceOf(TriviumException.class)
          .hasMessage("line 3 is broken");
    }
    assertNothingLeft();
  }

  /** As when a disk is full. */
  @Test
  void aTemporaryFileThatCannotBeWrittenIsSaid() throws IOException {
    CountRuns runs = new CountRuns(folder, 1);
    runs.close();
    PairCounts counts = new PairCounts(1024);
    counts.add(1, 1);
    assertThatThrownBy(() -> runs.write(counts))
        .isInstanceOf(TriviumException.class)
        .hasMessageContaining("cannot keep counts of words in " + folder);
  }

  @Test
  void aCorpusGivesATableOfItsWords() {
    byte[] text = "tea with milk\ncoffee with milk\nalone\n".getBytes(StandardCharsets.UTF_8);
    GloVe glove = new GloVe(SETTINGS);
    try (Corpus corpus = Corpus.read(new ByteArrayInputStream(text), "text", 1)) {
      EmbeddingTable table = glove.table(corpus, glove.train(corpus, folder));
      assertThat(table.ids()).containsExactlyElementsOf(corpus.words());
      assertThat(table.vector("alone")).containsOnly(0);
      assertThat(table.vector("tea")).doesNotContain(0f);
      assertThat(table.provenance().maker()).isEqualTo("glove");
    }
  }

  @Test
  void whatCannotBeIsSaid() throws IOException {
    GloVe glove = new GloVe(SETTINGS);
    assertThatThrownBy(() -> glove.train(sequences(3, new int[] {1}, new int[] {2}), folder))
        .isInstanceOf(TriviumException.class)
        .hasMessageContaining("none of the 3 ids comes beside another");
    assertThatThrownBy(() -> glove.train(sequences(0), folder))
        .isInstanceOf(TriviumException.class)
        .hasMessageContaining("none of the 0 ids");
    Path file = Files.writeString(folder.resolve("file"), "");
    assertThatThrownBy(() -> glove.train(sequences(2, new int[] {0, 1}), file))
        .isInstanceOf(TriviumException.class)
        .hasMessageContaining("is a file where a folder is wanted");
    assertThatThrownBy(() -> SETTINGS.withDimension(0))
        .hasMessage("dimension is 0; choose 1 or more, say 100");
    assertThatThrownBy(() -> SETTINGS.withLearningRate(Float.NaN))
        .hasMessageContaining("learningRate is NaN; choose");
    assertThat(SETTINGS.asMap()).containsEntry("window", "4").hasSize(7);
  }
}
