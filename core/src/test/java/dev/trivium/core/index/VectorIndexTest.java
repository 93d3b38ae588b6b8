package dev.trivium.core.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.trivium.core.embedding.EmbeddingTable;
import dev.trivium.core.embedding.Provenance;
import dev.trivium.core.math.FastRandom;
import dev.trivium.core.math.Matrix;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The contract both indexes pass; the exact one is itself held to a plain sort. */
class VectorIndexTest {
  private static final int N = 3000;
  private static final int D = 24;

  static EmbeddingTable table(int n, int d, long seed) {
    FastRandom random = new FastRandom(seed);
    Matrix m = Matrix.zeros(n, d);
    for (int i = 0; i < m.array().length; i++) {
      m.array()[i] = (float) random.nextGaussian() * (1 + (i / d) % 3);
    }
    return EmbeddingTable.of(
        IntStream.range(0, n).mapToObj(i -> "x" + i).toList(), m, Provenance.of("test", "test"));
  }

  static Stream<Arguments> indexes() {
    BiFunction<EmbeddingTable, Similarity, VectorIndex> exact = ExactIndex::new;
    BiFunction<EmbeddingTable, Similarity, VectorIndex> hnsw = HnswIndex::new;
    return Stream.of(Similarity.values())
        .flatMap(s -> Stream.of(Arguments.of(exact, s, 1.0), Arguments.of(hnsw, s, 0.97)));
  }

  private static double score(float[] a, float[] b, Similarity similarity) {
    double ab = 0;
    double aa = 0;
    double bb = 0;
    for (int i = 0; i < a.length; i++) {
      ab += (double) a[i] * b[i];
      aa += (double) a[i] * a[i];
      bb += (double) b[i] * b[i];
    }
    return similarity == Similarity.DOT ? ab : ab / Math.sqrt(aa * bb);
  }

  @ParameterizedTest
  @MethodSource("indexes")
  void findsTheNearest(
      BiFunction<EmbeddingTable, Similarity, VectorIndex> maker,
      Similarity similarity,
      double recall) {
    EmbeddingTable table = table(N, D, 1);
    VectorIndex index = maker.apply(table, similarity);
    EmbeddingTable queries = table(40, D, 2);
    int found = 0;
    for (int q = 0; q < queries.size(); q++) {
      float[] query = queries.matrix().row(q);
      Set<Integer> nearest =
          new HashSet<>(
              IntStream.range(0, N)
                  .filter(r -> r % 2 == 0)
                  .boxed()
                  .sorted(
                      Comparator.comparingDouble(
                          r -> -score(query, table.matrix().row(r), similarity)))
                  .limit(10)
                  .toList());
      List<Neighbor> answer = index.search(query, 10, r -> r % 2 == 0);
      assertThat(answer)
          .hasSize(10)
          .isSortedAccordingTo(Comparator.comparingDouble(n -> -n.score()));
      for (Neighbor n : answer) {
        assertThat(n.id()).isEqualTo(table.ids().get(n.row()));
        assertThat((double) n.score())
            .isCloseTo(score(query, table.vector(n.id()), similarity), within(1e-3));
        found += nearest.contains(n.row()) ? 1 : 0;
      }
    }
    assertThat(found / 400.0).isGreaterThanOrEqualTo(recall);
  }

  @ParameterizedTest
  @MethodSource("indexes")
  void smallAndOddQuestions(
      BiFunction<EmbeddingTable, Similarity, VectorIndex> maker,
      Similarity similarity,
      double recall) {
    VectorIndex three = maker.apply(table(3, D, 1), similarity);
    float[] query = table(1, D, 5).matrix().row(0);
    assertThat(three.search(query, 10)).hasSize(3);
    assertThat(three.search(query, 0)).isEmpty();
    assertThat(three.search(query, 10, r -> false)).isEmpty();
    assertThatThrownBy(() -> three.search(new float[3], 1))
        .hasMessageContaining("the query has 3 numbers, the index 24");
    assertThat(maker.apply(table(0, D, 1), similarity).search(query, 5)).isEmpty();
  }

  @Test
  void topKIsASort() {
    FastRandom random = new FastRandom(6);
    for (int t = 0; t < 200; t++) {
      float[] scores = new float[random.nextInt(50)];
      for (int i = 0; i < scores.length; i++) {
        scores[i] = random.nextInt(10) == 0 ? Float.NaN : random.nextInt(6);
      }
      int k = random.nextInt(60);
      int[] sorted =
          IntStream.range(0, scores.length)
              .filter(i -> !Float.isNaN(scores[i]))
              .boxed()
              .sorted(Comparator.<Integer>comparingDouble(i -> -scores[i]).thenComparing(i -> i))
              .limit(k)
              .mapToInt(i -> i)
              .toArray();
      assertThat(TopK.of(scores, k)).isEqualTo(sorted);
    }
  }
}
