package dev.trivium.graph;

import dev.trivium.core.TriviumException;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * The step along a metapath: for each two types that follow each other in it, the arcs from the one
 * to the other make a layer, a graph of their own, and the steps go round through the layers.
 */
final class Metapath implements Stepper {
  private final int nodes;
  private final int[] starts;
  private final BitSet onPath;
  private final FirstOrder[] layers;

  private Metapath(int nodes, int[] starts, BitSet onPath, FirstOrder[] layers) {
    this.nodes = nodes;
    this.starts = starts;
    this.onPath = onPath;
    this.layers = layers;
  }

  static Metapath of(Adjacency graph, List<String> types, List<String> metapath) {
    check(graph, types, metapath);
    String begin = metapath.get(0);
    int[] starts =
        IntStream.range(0, graph.size()).filter(v -> types.get(v).equals(begin)).toArray();
    Set<String> met = new HashSet<>(metapath);
    BitSet onPath = new BitSet(graph.size());
    for (int v = 0; v < graph.size(); v++) {
      onPath.set(v, met.contains(types.get(v)));
    }
    Map<List<String>, FirstOrder> made = new HashMap<>();
    FirstOrder[] layers = new FirstOrder[metapath.size() - 1];
    for (int i = 0; i < layers.length; i++) {
      layers[i] =
          made.computeIfAbsent(
              List.copyOf(metapath.subList(i, i + 2)),
              pair -> layer(graph, types, pair.get(0), pair.get(1)));
    }
    return new Metapath(graph.size(), starts, onPath, layers);
  }

  private static void check(Adjacency graph, List<String> types, List<String> metapath) {
    if (types.size() != graph.size()) {
      throw new IllegalArgumentException(
          types.size() + " types for " + graph.size() + " nodes; give one for each");
    }
    if (metapath.size() < 2 || !metapath.get(0).equals(metapath.get(metapath.size() - 1))) {
      throw new IllegalArgumentException(
          "metapath is "
              + metapath
              + "; choose two types or more, the last the same as the first, so that it can go on");
    }
    for (String type : metapath) {
      if (!types.contains(type)) {
        throw new TriviumException(
            "no node has the type '%s' of the metapath %s; choose among the types of the nodes"
                .formatted(type, metapath));
      }
    }
  }

  /** The arcs from one type to another, in the order of the graph's. */
  private static FirstOrder layer(Adjacency graph, List<String> types, String from, String to) {
    int[] offsets = new int[graph.size() + 1];
    int[] kept = new int[graph.arcs()];
    int arcs = 0;
    for (int v = 0; v < graph.size(); v++) {
      if (types.get(v).equals(from)) {
        for (int arc = graph.offsets()[v]; arc < graph.offsets()[v + 1]; arc++) {
          if (types.get(graph.neighbors()[arc]).equals(to)) {
            kept[arcs++] = arc;
          }
        }
      }
      offsets[v + 1] = arcs;
    }
    return layer(graph, offsets, Arrays.copyOf(kept, arcs));
  }

  private static FirstOrder layer(Adjacency graph, int[] offsets, int[] kept) {
    float[] weights = new float[graph.weighted() ? kept.length : 0];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = graph.weights()[kept[i]];
    }
    for (int i = 0; i < kept.length; i++) {
      kept[i] = graph.neighbors()[kept[i]];
    }
    return new FirstOrder(offsets, kept, weights);
  }

  int nodes() {
    return nodes;
  }

  /** The nodes of the first type. */
  int[] starts() {
    return starts;
  }

  /** The nodes of all types that stand in the metapath. */
  BitSet onPath() {
    return onPath;
  }

  @Override
  public void walk(WalkBatch batch) {
    int[] steps = new int[batch.lanes]; // by turn, along the metapath
    while (batch.walking() > 0) {
      for (int i = batch.walking() - 1; i >= 0; i--) {
        if (isLast(batch, i, steps)) {
          batch.end(i);
          steps[i] = steps[batch.walking()];
        }
      }
    }
  }

  private boolean isLast(WalkBatch batch, int i, int[] steps) {
    FirstOrder layer = layers[steps[i]];
    int arc = layer.draw(batch.random(i), batch.head(i));
    if (arc < 0) {
      return true;
    }
    if (batch.restarts(i)) {
      steps[i] = 0;
      return batch.go(i, batch.start(i));
    }
    steps[i] = steps[i] + 1 == layers.length ? 0 : steps[i] + 1;
    return batch.go(i, layer.target(arc));
  }
}
