package dev.trivium.app.demo;

import dev.trivium.core.data.Split;
import dev.trivium.core.eval.Experiment;
import dev.trivium.core.eval.RankingMetrics;
import dev.trivium.core.eval.Rankings;
import dev.trivium.core.eval.Report;
import dev.trivium.recommender.Evaluation;
import dev.trivium.recommender.Recommender;
import dev.trivium.recommender.RecommenderTrainer;
import dev.trivium.recommender.SharedSpaceRecommender;
import dev.trivium.recommender.baseline.ImplicitAls;
import dev.trivium.recommender.baseline.Popularity;
import dev.trivium.recommender.space.Content;
import dev.trivium.recommender.space.FactorSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The tables of warm and of cold items: the shared space beside the baselines and beside each
 * modality alone.
 */
final class ItemTables {
  /** The name of the row of all modalities together. */
  static final String OURS = "text + image + graph";

  private static final int K = 10;

  private final Choice choice;
  private final long seed;
  private final Map<String, SharedSpaceRecommender> ours = new ConcurrentHashMap<>();

  ItemTables(Choice choice, long seed) {
    this.choice = choice;
    this.seed = seed;
  }

  /** Judges every contender on the split; {@code content} is what training may know. */
  Report run(String title, Split split, Content content) {
    Experiment<Rankings> experiment =
        new Experiment<Rankings>(
                title,
                List.of(
                    RankingMetrics.ndcg(K), RankingMetrics.recall(K), RankingMetrics.coverage(K)),
                seed)
            .configured("split", split.name())
            .configured("sizes", choice);
    for (RecommenderTrainer trainer : contenders(content)) {
      experiment.contender(trainer.name(), () -> Evaluation.rank(train(trainer, split), split, K));
    }
    return experiment.run();
  }

  /** The recommender of all modalities, fitted when the table of this split ran. */
  SharedSpaceRecommender ours(Split split) {
    return Objects.requireNonNull(ours.get(split.name()), "run the table first");
  }

  private Recommender train(RecommenderTrainer trainer, Split split) {
    Recommender trained = trainer.train(split.train());
    if (trainer.name().equals(OURS) && trained instanceof SharedSpaceRecommender shared) {
      ours.put(split.name(), shared);
    }
    return trained;
  }

  private List<RecommenderTrainer> contenders(Content content) {
    List<RecommenderTrainer> all =
        new ArrayList<>(
            List.of(
                new Popularity(),
                choice.knn(),
                choice.ease(),
                new ImplicitAls(choice.plain(), seed)));
    for (Set<String> modalities : Choice.judged(content)) {
      FactorSettings settings = choice.shared().getOrDefault(modalities, choice.plain());
      all.add(Choice.shared(settings, content.only(modalities), seed));
    }
    return all;
  }
}
