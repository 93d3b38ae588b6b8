package dev.trivium.examples;

import dev.trivium.core.Progress;
import dev.trivium.core.data.Interaction;
import dev.trivium.core.data.Interactions;
import dev.trivium.core.data.Split;
import dev.trivium.core.embedding.Encoder;
import dev.trivium.core.tensor.TensorRuntime;
import dev.trivium.recommender.Query;
import dev.trivium.recommender.RecommenderExperiment;
import dev.trivium.recommender.RecommenderReport;
import dev.trivium.recommender.SharedSpaceRecommender;
import dev.trivium.recommender.SharedSpaceTrainer;
import dev.trivium.recommender.TextContent;
import dev.trivium.recommender.baseline.Popularity;
import dev.trivium.recommender.space.Content;
import dev.trivium.recommender.space.FactorSettings;
import dev.trivium.text.SentenceTransformer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
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
    Map<String, String> descriptions = new LinkedHashMap<>();
    nouns.forEach(noun -> descriptions.put(noun.id(), noun.text()));
    Encoder<String> miniLm =
        new Encoder<>(
            "minilm", "text", String.class, () -> SentenceTransformer.miniLm(new TensorRuntime()));
    try (TextContent texts =
        TextContent.fit(descriptions.values(), TextContent.width(nouns.size()), miniLm)) {
      Content content = texts.content(descriptions);

      // How good is it? A fifth of the products are hidden, known only by what is said of them.
      RecommenderReport report =
          new RecommenderExperiment(
                  bought.toString(), seed -> Split.coldItems(bought, 0.2, seed), List.of(10))
              .model("popularity", seed -> new Popularity())
              .model("shared space", seed -> trainer(content, seed))
              .run(List.of(1L), Progress.NONE);
      System.out.print(report.table().toText());

      // A new product comes in: one line of text, and it is recommended at once.
      SharedSpaceRecommender recommender =
          trainer(content, 1)
              .train(bought)
              .add("NEW oat latte", texts.vectors("espresso with steamed oat milk"));
      for (String shopper : List.of("coffee", "cheese")) {
        System.out.println("who likes " + shopper + " may like");
        recommender
            .recommend(Query.user(shopper).k(5))
            .forEach(r -> System.out.printf("  %-20s %.3f%n", r.item(), r.score()));
      }
    }
  }

  private static SharedSpaceTrainer trainer(Content content, long seed) {
    return new SharedSpaceTrainer(FactorSettings.DEFAULT, content, seed);
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
