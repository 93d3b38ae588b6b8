package dev.trivium.app.architecture.bad.recommender;

import org.jgrapht.Graph;

/** Wants a JGraphT graph of whoever calls. */
public final class Graphic {
  public int nodes(Graph<String, String> graph) {
    return graph.vertexSet().size();
  }
}
