package dev.trivium.app.recommend;

import dev.trivium.app.console.Count;
import dev.trivium.core.TriviumException;
import dev.trivium.core.data.Interactions;
import dev.trivium.core.data.Split;
import dev.trivium.recommender.Question;
import dev.trivium.recommender.space.FactorSettings;
import java.util.Locale;
import java.util.function.LongBinaryOperator;
import java.util.stream.IntStream;

/** How interactions are held out, as {@code --split} names it. */
enum SplitKind {
  RANDOM(Question.RANDOM) {
    @Override
    Split of(Interactions all, double share, long seed) {
      return Split.randomPerUser(all, share, seed);
    }
  },
  LEAVE_LAST_OUT(Question.LAST_OUT) {
    @Override
    Split of(Interactions all, double share, long seed) {
      if (!timed(all)) {
        throw new TriviumException(
            "all entries have one time, so that none is the latest; name a column of times with --columns, or choose --split random");
      }
      return Split.leaveLastOut(all);
    }
  },
  TEMPORAL(Question.LAST_OUT) {
    @Override
    Split of(Interactions all, double share, long seed) {
      return Split.temporal(all, share);
    }
  },
  COLD_ITEMS(Question.COLD_ITEMS) {
    @Override
    Split of(Interactions all, double share, long seed) {
      return Split.coldItems(all, share, seed);
    }
  };

  private final Question question;

  SplitKind(Question question) {
    this.question = question;
  }

  /** What a search inside the training part asks, for models that are to answer this. */
  Question question() {
    return question;
  }

  /**
   * What parts that are given ask: for cold items where no candidate was trained on; for the latest
   * where there are times, and of nobody is anything trained on that is later than what is held
   * out; else for any.
   */
  static SplitKind of(Split given) {
    int[] degrees = given.train().itemDegrees();
    if (given.candidates().stream().allMatch(item -> degrees[item] == 0)) {
      return COLD_ITEMS;
    }
    return timed(given.train())
            && IntStream.range(0, given.train().userCount()).allMatch(u -> isLast(given, u))
        ? LEAVE_LAST_OUT
        : RANDOM;
  }

  /** Whether some entries are later than others. */
  private static boolean timed(Interactions all) {
    return IntStream.range(0, all.size()).anyMatch(e -> all.timeAt(e) != all.timeAt(0));
  }

  private static boolean isLast(Split given, int user) {
    return extreme(given.train(), user, Math::max, Long.MIN_VALUE)
        <= extreme(given.test(), user, Math::min, Long.MAX_VALUE);
  }

  private static long extreme(Interactions part, int user, LongBinaryOperator of, long none) {
    return IntStream.range(part.from(user), part.to(user)).mapToLong(part::timeAt).reduce(none, of);
  }

  /**
   * The settings of a shared space that is asked this: where the latest is held out, late entries
   * count more, unless it is said how much.
   */
  ModelSettings minded(ModelSettings given) {
    return question == Question.LAST_OUT
        ? given.withDefault(ModelName.SHARED, "recency", FactorSettings.NEXT.recency())
        : given;
  }

  /**
   * Holds out.
   *
   * @param share of each user's entries, of all entries, or of the items
   */
  abstract Split of(Interactions all, double share, long seed);

  /** Why nothing is held out of these, and what to do. */
  String nothing(Interactions all, double share) {
    if (this == COLD_ITEMS) {
      return "--holdout is %s, which of %s is less than one; hold out more"
          .formatted(share, Count.of(all.itemCount(), "item"));
    }
    int most = IntStream.range(0, all.userCount()).map(all::degree).max().orElse(0);
    return most < 2
        ? "no user has a second entry, so that none can be held out; choose --split temporal or cold-items"
        : String.format(
            Locale.ROOT,
            "--holdout is %s, which of the %d entries that a user has at most is less than one; hold out %.2f or more, or choose --split leave-last-out",
            share,
            most,
            Math.ceil(100.0 / most) / 100);
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
