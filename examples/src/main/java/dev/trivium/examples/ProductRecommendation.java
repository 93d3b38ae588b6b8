package dev.trivium.examples;

import dev.trivium.core.data.Interaction;
import dev.trivium.core.data.Interactions;
import dev.trivium.core.data.Split;
import dev.trivium.core.embedding.Encoder;
import dev.trivium.core.eval.Experiment;
import dev.trivium.core.eval.RankingMetrics;
import dev.trivium.core.tensor.TensorRuntime;
import dev.trivium.recommender.Evaluation;
import dev.trivium.recommender.Item;
import dev.trivium.recommender.ItemEncoder;
import dev.trivium.recommender.SharedSpaceRecommender;
import dev.trivium.recommender.baseline.Popularity;
import dev.trivium.recommender.space.Content;
import dev.trivium.recommender.space.FactorSettings;
import dev.trivium.recommender.space.InteractionObjective;
import dev.trivium.text.SentenceTransformer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A grocery recommends: the products are the kinds of food that WordNet knows, each with a
 * description; the shoppers are people who each like one kind of food and have bought what is of
 * it. Then a product comes in that nobody has bought, and is recommended from its description.
 *
 * <p>Arguments: a noun to take the products from ({@code food}).
 */
public final class ProductRecommendation {
  private static final int FEWEST_PRODUCTS = 5;

  private ProductRecommendation() {}

  public static void main(String[] args) {
    List<Noun> nouns = Noun.below(args.length > 0 ? args[0] : "food");
    Interactions bought = purchases(nouns);
    TensorRuntime runtime = new TensorRuntime();
    Encoder<String> miniLm =
        new Encoder<>("minilm", "text", String.class, () -> SentenceTransformer.miniLm(runtime));
    InteractionObjective objective = new InteractionObjective(FactorSettings.DEFAULT);
    try (ItemEncoder encoder = new ItemEncoder(List.of(miniLm))) {
      Content content =
          encoder.encode(nouns.stream().map(n -> Item.of(n.id()).with("text", n.text())).toList());

      // How good is it? A fifth of the products are hidden, known only by what is said of them.
      Split split = Split.coldItems(bought, 0.2, 1);
      var fitted = objective.fit(content, split.train(), 1);
      var cold = SharedSpaceRecommender.of(fitted, split.train());
      var popular = new Popularity().train(split.train());
      System.out.print(
          new Experiment<>(
                  bought.toString(), List.of(RankingMetrics.ndcg(10), RankingMetrics.hit(10)), 1)
              .contender("popularity", () -> Evaluation.rank(popular, split, 10))
              .contender("shared space", () -> Evaluation.rank(cold, split, 10))
              .run()
              .toText());

      // A new product comes in: one line of text, and it is recommended at once.
      Item latte = Item.of("NEW oat latte").with("text", "espresso with steamed oat milk");
      var recommender =
          SharedSpaceRecommender.of(objective.fit(content, bought, 1), bought).add(latte, encoder);
      for (String shopper : List.of("coffee", "cheese")) {
        System.out.println("who likes " + shopper + " may like");
        recommender
            .recommend(shopper, 5)
            .forEach(r -> System.out.printf("  %-20s %.3f%n", r.item(), r.score()));
      }
    }
  }

  /** Who likes a kind of food, of which there are a few, has bought all of it. */
  private static Interactions purchases(List<Noun> nouns) {
    Map<String, List<Interaction>> baskets = new HashMap<>();
    for (Noun noun : nouns) {
      for (String kind : noun.kinds()) {
        baskets.computeIfAbsent(kind, k -> new ArrayList<>()).add(new Interaction(kind, noun.id()));
      }
    }
    baskets.values().removeIf(basket -> basket.size() < FEWEST_PRODUCTS);
    return Interactions.of(
        baskets.keySet().stream().sorted().toList(),
        nouns.stream().map(Noun::id).toList(),
        baskets.values().stream().flatMap(List::stream).toList());
  }
}
