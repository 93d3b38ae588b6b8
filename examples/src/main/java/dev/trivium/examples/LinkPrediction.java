package dev.trivium.examples;

import static dev.trivium.core.eval.ScoreMetrics.auc;
import static dev.trivium.core.eval.ScoreMetrics.averagePrecision;
import static dev.trivium.core.eval.ScoreMetrics.hits;

import dev.trivium.core.Progress;
import dev.trivium.core.data.Interaction;
import dev.trivium.core.data.Interactions;
import dev.trivium.core.embedding.EmbeddingTable;
import dev.trivium.core.index.ExactIndex;
import dev.trivium.core.index.Similarity;
import dev.trivium.core.sequence.SkipGramSettings;
import dev.trivium.core.tensor.TensorRuntime;
import dev.trivium.graph.Adjacency;
import dev.trivium.graph.EdgeSplit;
import dev.trivium.graph.LinkScorer;
import dev.trivium.graph.Node2Vec;
import dev.trivium.graph.VectorScorer;
import dev.trivium.graph.WalkSettings;
import dev.trivium.recommender.LinkPredictor;
import dev.trivium.recommender.space.Content;
import dev.trivium.recommender.space.EdgeObjective;
import dev.trivium.recommender.space.FactorSettings;
import dev.trivium.recommender.space.SharedSpace;
import dev.trivium.text.SentenceTransformer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jgrapht.graph.DefaultEdge;
import org.jgrapht.graph.SimpleGraph;

/**
 * Which noun is a kind of which? The graph joins each noun of WordNet below one of them ({@code
 * food}, or the argument) to all it is a kind of (Nickel and Kiela 2017). A third of the edges is
 * held out and told from pairs that are none, three times: by node2vec, by the glosses, and by a
 * space fitted to the edges, with either or both. Then a new noun is linked by its gloss alone.
 */
public final class LinkPrediction {
  private static final Node2Vec NODE2VEC = // seed 1
      new Node2Vec(WalkSettings.DEFAULT.withQ(0.5), SkipGramSettings.WALKS.withDimension(64));

  private static final FactorSettings SPACE = // node2vec knows the training edges: trust it less
      FactorSettings.DEFAULT.withRidge("graph", 4 * FactorSettings.DEFAULT.ridge());

  public static void main(String[] args) {
    List<Noun> nouns = Noun.below(args.length > 0 ? args[0] : "food");
    var kinds = new SimpleGraph<String, DefaultEdge>(DefaultEdge.class);
    nouns.forEach(n -> kinds.addVertex(n.id()));
    nouns.forEach(n -> n.kinds().forEach(kind -> kinds.addEdge(n.id(), kind)));
    Adjacency graph = Adjacency.of(kinds, id -> id);
    try (SentenceTransformer miniLm = SentenceTransformer.miniLm(new TensorRuntime())) {
      List<String> texts = nouns.stream().map(Noun::text).toList();
      EmbeddingTable glosses = miniLm.embed(nouns.stream().map(Noun::id).toList(), texts);
      compare(graph, glosses);
      String latte = "oat latte: espresso coffee with hot steamed oat milk";
      float[] gloss = miniLm.embed(List.of("new"), List.of(latte)).vector("new");
      SharedSpace space = space(graph, Map.of("graph", NODE2VEC.embed(graph), "text", glosses), 1);
      System.out.println("\nWhat a new noun is likeliest linked to: " + latte);
      new ExactIndex(space.items(), Similarity.DOT)
          .search(space.userFusion().fuse(Map.of("text", gloss)), 5, row -> true)
          .forEach(n -> System.out.printf("  %-20s %.2f%n", n.id(), n.score()));
    }
  }

  private static void compare(Adjacency graph, EmbeddingTable glosses) {
    String title = graph.size() + " nouns, " + graph.edges() + " edges";
    var metrics = List.of(auc(), averagePrecision(), hits(50));
    System.out.print(
        new dev.trivium.graph.LinkPrediction(title, s -> EdgeSplit.of(graph, 0.33, s), metrics)
            .embedding("graph", seed -> NODE2VEC, List.of(VectorScorer.COSINE))
            .scorer("text cosine", VectorScorer.COSINE.of(glosses))
            .scorer("space of graph", inSpace(g -> Map.of("graph", NODE2VEC.embed(g))))
            .scorer("space of text", inSpace(g -> Map.of("text", glosses)))
            .scorer(
                "space of both", inSpace(g -> Map.of("graph", NODE2VEC.embed(g), "text", glosses)))
            .run(List.of(1L, 2L, 3L), Progress.NONE)
            .toText());
  }

  /** A space fitted to the training edges and what the nodes have beside them. */
  private static LinkScorer inSpace(Function<Adjacency, Map<String, EmbeddingTable>> content) {
    return (train, negatives, seed) -> {
      LinkPredictor links = new LinkPredictor(space(train, content.apply(train), seed));
      List<String> ids = train.ids();
      return pairs -> {
        float[] scores = new float[pairs.size()];
        for (int i = 0; i < scores.length; i++) {
          scores[i] = links.score(ids.get(pairs.from(i)), ids.get(pairs.to(i)));
        }
        return scores;
      };
    };
  }

  private static SharedSpace space(Adjacency graph, Map<String, EmbeddingTable> tables, long seed) {
    List<Interaction> edges = new ArrayList<>(); // each both ways
    for (int v = 0; v < graph.size(); v++) {
      for (int i = 0; i < graph.degree(v); i++) {
        edges.add(new Interaction(graph.ids().get(v), graph.ids().get(graph.neighbor(v, i))));
      }
    }
    Interactions relations = Interactions.of(graph.ids(), graph.ids(), edges);
    return new EdgeObjective(SPACE).fit(Content.of(tables), relations, seed);
  }
}
