package dev.trivium.app.recommend;

import dev.trivium.app.console.Stages;
import dev.trivium.core.data.Interactions;
import dev.trivium.recommender.HyperSearch;
import dev.trivium.recommender.HyperSearch.Trial;
import dev.trivium.recommender.Question;
import dev.trivium.recommender.RecommenderTrainer;
import dev.trivium.recommender.SharedSpaceRecommender;
import dev.trivium.recommender.SharedSpaceTrainer;
import dev.trivium.recommender.space.Content;
import dev.trivium.recommender.space.FactorSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A shared space whose settings are searched by validation inside what it is trained on.
 *
 * @param journal where trials are noted, so that a search that was stopped goes on; null for
 *     nowhere
 */
record SearchedTrainer(
    Set<Question> questions,
    int trials,
    Content items,
    long seed,
    @Nullable Path journal,
    Stages stages)
    implements RecommenderTrainer {
  @Override
  public String name() {
    return "shared space, searched";
  }

  @Override
  public SharedSpaceRecommender train(Interactions interactions) {
    SharedSpaceTrainer trainer = new SharedSpaceTrainer(settings(interactions), items, seed);
    return stages.stage("train shared", progress -> trainer.train(interactions));
  }

  /** The best settings, of which it tells. */
  FactorSettings settings(Interactions interactions) {
    HyperSearch search = new HyperSearch(questions, trials, seed, journal);
    List<Trial> all =
        stages.stage(
            "search settings",
            progress -> search.run(interactions, items, Content.none(), progress));
    Trial best = HyperSearch.best(all);
    stages.say(
        String.format(
            Locale.ROOT,
            "best of %d settings, NDCG@10 %.4f in validation: %s",
            all.size(),
            best.score(),
            best.settings().asMap()));
    return best.settings();
  }
}
