package dev.trivium.graph;

import dev.trivium.core.Progress;
import dev.trivium.core.embedding.EmbeddingTable;
import java.util.function.Function;
import org.jgrapht.Graph;

/**
 * Turns all nodes of a graph into vectors at once: nodes with like surroundings get vectors of high
 * cosine.
 */
public interface NodeEmbedding {
  /**
   * One row for each node, in the graph's order {@code [nodes × dimension]}; zeros for a node about
   * which the graph says nothing, as one without edges. An interrupt of the calling thread ends the
   * work with a {@link java.util.concurrent.CancellationException}.
   */
  EmbeddingTable embed(Adjacency graph, Progress progress);

  /** The same, without a word on the way. */
  default EmbeddingTable embed(Adjacency graph) {
    return embed(graph, Progress.NONE);
  }

  /**
   * The same for any JGraphT graph, read as {@link Adjacency#of} says.
   *
   * @param id names a vertex
   */
  default <V, E> EmbeddingTable embed(Graph<V, E> graph, Function<? super V, String> id) {
    return embed(Adjacency.of(graph, id));
  }
}
