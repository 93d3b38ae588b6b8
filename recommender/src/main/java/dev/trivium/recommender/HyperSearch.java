package dev.trivium.recommender;

import dev.trivium.core.Progress;
import dev.trivium.core.TriviumException;
import dev.trivium.core.data.Interactions;
import dev.trivium.core.data.Split;
import dev.trivium.core.eval.RankingMetrics;
import dev.trivium.core.io.Fingerprint;
import dev.trivium.core.math.FastRandom;
import dev.trivium.recommender.space.Content;
import dev.trivium.recommender.space.FactorSettings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Finds the settings of a shared space by validation: inside the training data some interactions
 * are held out as the {@linkplain Question questions} will ask for them, and the settings of the
 * highest NDCG@10, averaged over the questions, win. The first trial is {@link
 * FactorSettings#DEFAULT} as {@linkplain FactorSettings#settled settled} by the data, where the
 * latest are asked for the second is that with a {@linkplain FactorSettings#recency half-life};
 * half of the others are drawn at random (Bergstra and Bengio, <i>Random search for hyper-parameter
 * optimization</i>, JMLR 2012), the rest near the best so far. The same seed tries the same
 * settings. Cost: a fit a trial and question.
 *
 * @param questions at least one; several for a model that is to answer all of them
 * @param trials how many settings are tried
 * @param journal where each trial is noted as one line of JSON when it is done; a search that finds
 *     its own trials there does not repeat them
 */
public record HyperSearch(Set<Question> questions, int trials, long seed, @Nullable Path journal) {
  private static final int CUT = 10;
  private static final double WIDE = 0.6;
  private static final double NARROW = 0.2;

  public HyperSearch {
    questions = Set.copyOf(questions);
    if (questions.isEmpty()) {
      throw new IllegalArgumentException("there is no question to search by; give at least one");
    }
    if (trials < 1) {
      throw new IllegalArgumentException("trials is " + trials + "; choose 1 or more, such as 30");
    }
  }

  /** Settings that were tried, and the mean NDCG@10 that they reached. */
  public record Trial(int number, FactorSettings settings, double score) {}

  /**
   * Tries settings on parts of the training data; the whole of it is for a fit with the settings of
   * the {@linkplain #best best}.
   *
   * @param items what items are known by
   * @param users what users are known by
   * @param progress hears of trials
   */
  public List<Trial> run(Interactions train, Content items, Content users, Progress progress) {
    SortedSet<Question> asked = new TreeSet<>(questions);
    List<Split> splits = asked.stream().map(q -> heldOut(q, train)).toList();
    TrialJournal done = TrialJournal.open(journal, name(asked, train, items, users));
    SettingsSpace space = SettingsSpace.of(train, items, users, asked.contains(Question.LAST_OUT));
    List<Trial> all = new ArrayList<>();
    for (int t = 0; t < trials; t++) {
      FactorSettings settings = propose(t, all, space);
      Double noted = done.score(t, settings);
      double score = noted == null ? score(settings, splits, items, users) : noted;
      Trial trial = new Trial(t, settings, score);
      if (noted == null) {
        done.add(trial);
      }
      all.add(trial);
      progress.at(t + 1L, trials);
    }
    return all;
  }

  /** By nothing held out all settings would be alike. */
  private Split heldOut(Question question, Interactions train) {
    Split split = question.holdOut(train, seed);
    if (split.test().size() == 0) {
      throw new TriviumException(
          "of %s nothing can be held out to ask for %s; search by another question, or with more interactions"
              .formatted(train, question));
    }
    return split;
  }

  private String name(Set<Question> asked, Interactions train, Content items, Content users) {
    Fingerprint print = new Fingerprint().add(train.fingerprint()).add(seed);
    asked.forEach(q -> print.add(q.name()));
    for (Content content : List.of(items, users)) {
      content.modalities().forEach((m, table) -> print.add(m).add(table.fingerprint()));
    }
    return print.hex();
  }

  private double score(FactorSettings settings, List<Split> splits, Content items, Content users) {
    SharedSpaceTrainer trainer = new SharedSpaceTrainer(settings, items, users, seed);
    return splits.stream()
        .mapToDouble(
            split ->
                RankingMetrics.ndcg(CUT)
                    .of(Evaluation.rank(trainer.train(split.train()), split, CUT))
                    .value())
        .average()
        .orElseThrow();
  }

  private FactorSettings propose(int trial, List<Trial> before, SettingsSpace space) {
    List<FactorSettings> first = space.first();
    if (trial < first.size()) {
      return first.get(trial);
    }
    FastRandom random = FastRandom.of(seed, trial, 0, 0);
    return trial <= trials / 2
        ? space.around(first.get(first.size() - 1), WIDE, random)
        : space.around(best(before).settings(), NARROW, random);
  }

  /** The trial of the highest score; of equals the first. */
  public static Trial best(List<Trial> trials) {
    return trials.stream()
        .max(Comparator.comparingDouble(Trial::score).thenComparingInt(t -> -t.number()))
        .orElseThrow();
  }
}
