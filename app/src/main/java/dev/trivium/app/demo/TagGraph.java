package dev.trivium.app.demo;

import dev.trivium.core.data.Interactions;
import dev.trivium.core.embedding.EmbeddingTable;
import dev.trivium.core.sequence.SkipGramSettings;
import dev.trivium.graph.Adjacency;
import dev.trivium.graph.AdjacencyBuilder;
import dev.trivium.graph.Node2Vec;
import dev.trivium.graph.WalkSettings;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The graph of the emoji, embedded: keywords joined to the emoji they were seen on in training, and
 * those emoji to their category and subcategory. An emoji that training has not seen is not in it.
 */
final class TagGraph {
  static final String GRAPH = "graph";

  private static final WalkSettings WALKS = WalkSettings.DEFAULT.withWalkLength(40);
  private static final SkipGramSettings TRAINING =
      SkipGramSettings.WALKS.withDimension(64).withWindow(5);

  /**
   * How many keywords a category weighs as much as. What keywords say, the factors learn from the
   * interactions themselves; walks that go by way of categories tell them something else.
   */
  private static final float CATEGORY_WEIGHT = 20;

  private TagGraph() {}

  /**
   * The vectors of keywords and emoji that training has seen.
   *
   * @param emoji names, categories and pictures, no keywords: nothing that was held out can come in
   *     by them
   */
  static EmbeddingTable embed(List<Emoji> emoji, Interactions train, long seed) {
    List<String> nodes = new ArrayList<>(train.users());
    nodes.addAll(train.items());
    Map<String, Integer> categories = new HashMap<>();
    for (Emoji e : emoji) {
      for (String category : categories(e)) {
        if (categories.putIfAbsent(category, nodes.size()) == null) {
          nodes.add(category);
        }
      }
    }
    AdjacencyBuilder graph = Adjacency.builder(nodes, false);
    int users = train.userCount();
    int[] degrees = train.itemDegrees();
    for (int u = 0; u < users; u++) {
      for (int item : train.itemsOf(u)) {
        graph.edge(u, users + item);
      }
    }
    for (int i = 0; i < degrees.length; i++) {
      for (String category : categories(emoji.get(i))) {
        if (degrees[i] > 0) {
          graph.edge(users + i, categories.getOrDefault(category, -1), CATEGORY_WEIGHT);
        }
      }
    }
    EmbeddingTable all = new Node2Vec(WALKS, TRAINING.withSeed(seed)).embed(graph.build());
    return all.select(seen(train, degrees));
  }

  private static List<String> categories(Emoji e) {
    return List.of(
        "category:" + e.category(), "subcategory:" + e.category() + "/" + e.subcategory());
  }

  private static List<String> seen(Interactions train, int[] itemDegrees) {
    List<String> seen = new ArrayList<>();
    for (int u = 0; u < train.userCount(); u++) {
      if (train.degree(u) > 0) {
        seen.add(train.users().get(u));
      }
    }
    for (int i = 0; i < itemDegrees.length; i++) {
      if (itemDegrees[i] > 0) {
        seen.add(train.items().get(i));
      }
    }
    return seen;
  }
}
