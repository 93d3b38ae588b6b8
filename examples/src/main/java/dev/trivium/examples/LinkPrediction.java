package dev.trivium.examples;

import dev.trivium.core.data.Interaction;
import dev.trivium.core.data.Interactions;
import dev.trivium.core.embedding.EmbeddingTable;
import dev.trivium.core.eval.Experiment;
import dev.trivium.core.eval.ScoreMetrics;
import dev.trivium.core.eval.Scores;
import dev.trivium.core.math.Vectors;
import dev.trivium.core.sequence.SkipGramSettings;
import dev.trivium.core.tensor.TensorRuntime;
import dev.trivium.graph.Adjacency;
import dev.trivium.graph.EdgeSplit;
import dev.trivium.graph.Node2Vec;
import dev.trivium.graph.NodePairs;
import dev.trivium.graph.WalkSettings;
import dev.trivium.recommender.LinkPredictor;
import dev.trivium.recommender.space.Content;
import dev.trivium.recommender.space.EdgeObjective;
import dev.trivium.recommender.space.FactorSettings;
import dev.trivium.text.SentenceTransformer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleBiFunction;
import org.jgrapht.Graph;
import org.jgrapht.graph.DefaultEdge;
import org.jgrapht.graph.SimpleGraph;

/**
 * Which noun is a kind of which? The graph joins each noun of WordNet below one of them to all that
 * it is a kind of (the closure of the hypernyms, as Nickel and Kiela 2017 take it). A third of the
 * edges is held out and told from pairs that are none: by the graph alone, by the glosses alone,
 * and by both in one space.
 *
 * <p>Arguments: the noun to begin at ({@code food}).
 */
public final class LinkPrediction {
  private LinkPrediction() {}

  public static void main(String[] args) {
    List<Noun> nouns = Noun.below(args.length > 0 ? args[0] : "food");
    Graph<String, DefaultEdge> graph = new SimpleGraph<>(DefaultEdge.class);
    nouns.forEach(n -> graph.addVertex(n.id()));
    nouns.forEach(n -> n.kinds().forEach(kind -> graph.addEdge(n.id(), kind)));
    EdgeSplit split = EdgeSplit.of(Adjacency.of(graph, id -> id), 0.33, 1);

    EmbeddingTable walks =
        new Node2Vec(WalkSettings.DEFAULT.withQ(0.5), SkipGramSettings.WALKS.withDimension(64))
            .embed(split.train());
    EmbeddingTable glosses;
    try (SentenceTransformer miniLm = SentenceTransformer.miniLm(new TensorRuntime())) {
      glosses =
          miniLm.embed(
              nouns.stream().map(Noun::id).toList(), nouns.stream().map(Noun::text).toList());
    }
    Content both = Content.of(Map.of("graph", walks, "text", glosses));
    LinkPredictor space =
        new LinkPredictor(
            new EdgeObjective(FactorSettings.DEFAULT).fit(both, edges(split.train()), 1));
    System.out.print(
        new Experiment<>(
                graph.vertexSet().size() + " nouns, " + graph.edgeSet().size() + " edges",
                List.of(ScoreMetrics.auc(), ScoreMetrics.averagePrecision()),
                1)
            .contender("graph (node2vec)", () -> scores(split, cosine(walks)))
            .contender("text (MiniLM)", () -> scores(split, cosine(glosses)))
            .contender("both in one space", () -> scores(split, space::score))
            .run()
            .toText());
  }

  private static ToDoubleBiFunction<String, String> cosine(EmbeddingTable table) {
    return (a, b) -> Vectors.cosine(table.vector(a), table.vector(b));
  }

  /** Every edge, both ways. */
  private static Interactions edges(Adjacency graph) {
    List<Interaction> edges = new ArrayList<>();
    for (int v = 0; v < graph.size(); v++) {
      for (int i = 0; i < graph.degree(v); i++) {
        edges.add(new Interaction(graph.ids().get(v), graph.ids().get(graph.neighbor(v, i))));
      }
    }
    return Interactions.of(graph.ids(), graph.ids(), edges);
  }

  private static Scores scores(EdgeSplit split, ToDoubleBiFunction<String, String> scorer) {
    List<String> ids = split.train().ids();
    return new Scores(
        scores(split.positives(), ids, scorer), scores(split.negatives(), ids, scorer));
  }

  private static float[] scores(
      NodePairs pairs, List<String> ids, ToDoubleBiFunction<String, String> scorer) {
    float[] scores = new float[pairs.size()];
    for (int i = 0; i < scores.length; i++) {
      scores[i] = (float) scorer.applyAsDouble(ids.get(pairs.from(i)), ids.get(pairs.to(i)));
    }
    return scores;
  }
}
