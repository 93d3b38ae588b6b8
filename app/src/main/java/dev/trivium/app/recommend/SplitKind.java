package dev.trivium.app.recommend;

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
    return timed(given)
            && IntStream.range(0, given.train().userCount()).allMatch(u -> isLast(given, u))
        ? LEAVE_LAST_OUT
        : RANDOM;
  }

  private static boolean timed(Split given) {
    Interactions train = given.train();
    return IntStream.range(0, train.size()).anyMatch(e -> train.timeAt(e) != train.timeAt(0));
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

  /** Whether it needs to know when. */
  boolean timed() {
    return this == LEAVE_LAST_OUT || this == TEMPORAL;
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
