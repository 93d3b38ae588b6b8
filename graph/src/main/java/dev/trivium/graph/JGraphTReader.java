package dev.trivium.graph;

import dev.trivium.core.TriviumException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jgrapht.Graph;

/** From JGraphT's objects to numbered nodes. */
final class JGraphTReader {
  private JGraphTReader() {}

  static <V, E> Adjacency read(Graph<V, E> graph, Function<? super V, String> id) {
    if (graph.getType().isMixed()) {
      throw new TriviumException(
          "the graph has directed and undirected edges; make it one or the other, say with JGraphT's AsUndirectedGraph");
    }
    Map<V, Integer> nodes = new HashMap<>(graph.vertexSet().size() * 2);
    List<String> ids = new ArrayList<>(graph.vertexSet().size());
    for (V vertex : graph.vertexSet()) {
      nodes.put(vertex, ids.size());
      ids.add(id.apply(vertex));
    }
    AdjacencyBuilder builder = new AdjacencyBuilder(ids, graph.getType().isDirected());
    boolean weighted = graph.getType().isWeighted();
    for (E edge : graph.edgeSet()) {
      int u = node(nodes, graph.getEdgeSource(edge));
      int v = node(nodes, graph.getEdgeTarget(edge));
      builder.edge(u, v, weighted ? graph.getEdgeWeight(edge) : 1);
    }
    return builder.build();
  }

  private static <V> int node(Map<V, Integer> nodes, V vertex) {
    Integer node = nodes.get(vertex);
    if (node == null) {
      throw new TriviumException(
          "vertex '"
              + vertex
              + "' has an edge but is not in vertexSet(); its equals and hashCode must not change while it is in the graph");
    }
    return node;
  }
}
