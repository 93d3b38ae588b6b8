package dev.trivium.core.index;

import dev.trivium.core.embedding.EmbeddingTable;
import dev.trivium.core.math.Vectors;
import io.github.jbellis.jvector.graph.GraphIndexBuilder;
import io.github.jbellis.jvector.graph.GraphSearcher;
import io.github.jbellis.jvector.graph.ImmutableGraphIndex;
import io.github.jbellis.jvector.graph.ListRandomAccessVectorValues;
import io.github.jbellis.jvector.graph.SearchResult;
import io.github.jbellis.jvector.graph.similarity.DefaultSearchScoreProvider;
import io.github.jbellis.jvector.util.Bits;
import io.github.jbellis.jvector.vector.VectorSimilarityFunction;
import io.github.jbellis.jvector.vector.VectorizationProvider;
import io.github.jbellis.jvector.vector.types.VectorFloat;
import io.github.jbellis.jvector.vector.types.VectorTypeSupport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * A hierarchical navigable small-world graph (Malkov and Yashunin 2018; JVector's, with the pruning
 * of DiskANN): approximate, in time about logarithmic in n. Inner products are made cosines by one
 * more dimension (Bachrach et al. 2014), so that both similarities are searched exactly as they are
 * scored. Building uses all cores and is not repeatable to the byte.
 */
public final class HnswIndex implements VectorIndex {
  private static final VectorTypeSupport VECTORS =
      VectorizationProvider.getInstance().getVectorTypeSupport();

  private final EmbeddingTable table;
  private final Similarity similarity;
  private final Settings settings;
  private final ListRandomAccessVectorValues values;
  private final ImmutableGraphIndex graph;

  /**
   * How the graph is built and searched.
   *
   * @param maxDegree edges a node keeps in the lowest layer
   * @param beamWidth candidates looked at while inserting a node
   * @param searchWidth candidates looked at while searching, at least; more finds more
   */
  public record Settings(int maxDegree, int beamWidth, int searchWidth) {
    public static final Settings DEFAULT = new Settings(32, 128, 128);

    public Settings {
      if (maxDegree < 2 || beamWidth < maxDegree || searchWidth < 1) {
        throw new IllegalArgumentException(
            "maxDegree "
                + maxDegree
                + ", beamWidth "
                + beamWidth
                + ", searchWidth "
                + searchWidth
                + "; choose maxDegree of 2 or more, beamWidth of at least that, searchWidth of 1 or more");
      }
    }
  }

  /** Builds the graph: O(n log n) comparisons. */
  public HnswIndex(EmbeddingTable table, Similarity similarity, Settings settings) {
    this.table = table;
    this.similarity = similarity;
    this.settings = settings;
    List<VectorFloat<?>> points = points(table, similarity);
    int width = table.dimension() + (similarity == Similarity.DOT ? 1 : 0);
    this.values = new ListRandomAccessVectorValues(points, width);
    try (GraphIndexBuilder builder =
        new GraphIndexBuilder(
            values,
            VectorSimilarityFunction.DOT_PRODUCT,
            settings.maxDegree(),
            settings.beamWidth(),
            1.2f,
            1.2f,
            true)) {
      this.graph = builder.build(values);
    } catch (IOException e) {
      throw new UncheckedIOException("a graph in memory does no input or output", e);
    }
  }

  public HnswIndex(EmbeddingTable table, Similarity similarity) {
    this(table, similarity, Settings.DEFAULT);
  }

  @Override
  public List<Neighbor> search(float[] query, int k, IntPredicate filter) {
    float[] q = ExactIndex.prepared(query, table.dimension(), similarity);
    if (k < 1 || table.size() == 0) {
      return List.of();
    }
    int wanted = Math.min(k, table.size());
    Bits bits = filter::test;
    try (GraphSearcher searcher = new GraphSearcher(graph)) {
      var scorer =
          DefaultSearchScoreProvider.exact(unit(q), VectorSimilarityFunction.DOT_PRODUCT, values);
      SearchResult result =
          searcher.search(scorer, wanted, Math.max(wanted, settings.searchWidth()), 0f, 0f, bits);
      return neighbors(result, q);
    } catch (IOException e) {
      throw new UncheckedIOException("a graph in memory does no input or output", e);
    }
  }

  private List<Neighbor> neighbors(SearchResult result, float[] query) {
    List<Neighbor> found = new ArrayList<>();
    for (SearchResult.NodeScore node : result.getNodes()) {
      float[] row = table.matrix().row(node.node);
      float score =
          similarity == Similarity.COSINE ? Vectors.cosine(row, query) : Vectors.dot(row, query);
      found.add(new Neighbor(table.ids().get(node.node), node.node, score));
    }
    found.sort(
        Comparator.comparingDouble((Neighbor n) -> -n.score()).thenComparingInt(Neighbor::row));
    return found;
  }

  /**
   * The rows as unit vectors; for the inner product with √(M² − ‖x‖²) appended and all divided by
   * M, the longest length.
   */
  private static List<VectorFloat<?>> points(EmbeddingTable table, Similarity similarity) {
    float longest = 0;
    for (int r = 0; r < table.size(); r++) {
      longest =
          Math.max(
              longest,
              Vectors.norm(table.matrix().array(), table.matrix().offset(r), table.dimension()));
    }
    List<VectorFloat<?>> points = new ArrayList<>(table.size());
    for (int r = 0; r < table.size(); r++) {
      float[] row = table.matrix().row(r);
      if (similarity == Similarity.COSINE) {
        Vectors.normalize(row, 0, row.length);
        points.add(point(row, row.length));
      } else {
        if (longest > 0) {
          Vectors.scale(1 / longest, row, 0, row.length);
        }
        VectorFloat<?> p = point(row, row.length + 1);
        p.set(row.length, (float) Math.sqrt(Math.max(0, 1 - Vectors.dot(row, row))));
        points.add(p);
      }
    }
    return points;
  }

  /**
   * The query at length 1, which leaves the order as it is and the scores above JVector's floor of
   * 0.
   */
  private VectorFloat<?> unit(float[] query) {
    float[] q = query.clone();
    Vectors.normalize(q, 0, q.length);
    return point(q, values.dimension());
  }

  private static VectorFloat<?> point(float[] numbers, int width) {
    VectorFloat<?> p = VECTORS.createFloatVector(width);
    for (int i = 0; i < numbers.length; i++) {
      p.set(i, numbers[i]);
    }
    return p;
  }
}
