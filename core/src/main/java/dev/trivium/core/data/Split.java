package dev.trivium.core.data;

import dev.trivium.core.TriviumException;
import dev.trivium.core.math.FastRandom;
import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Interactions cut in two, for fitting and for judging. Users and items keep their numbers in both
 * parts. The constructor refuses a cut that leaks, with an entry in both parts, and parts that are
 * numbered apart.
 *
 * @param name how it was cut
 * @param train what a model may see
 * @param test what it is judged by
 * @param candidates the items among which it must rank: all, or the unseen ones
 */
public record Split(String name, Interactions train, Interactions test, BitSet candidates) {
  public Split {
    candidates = (BitSet) candidates.clone();
    if (!train.users().equals(test.users()) || !train.items().equals(test.items())) {
      throw new IllegalArgumentException(
          "the two parts of a split must have the same users and items in the same order; make both"
              + " with Interactions.only");
    }
    for (int u = 0; u < train.userCount(); u++) {
      for (int item : test.itemsOf(u)) {
        if (train.contains(u, item)) {
          throw new IllegalArgumentException(
              "the split leaks: '"
                  + train.users().get(u)
                  + "' with '"
                  + train.items().get(item)
                  + "' is in both parts");
        }
      }
    }
  }

  @Override
  public BitSet candidates() {
    return (BitSet) candidates.clone();
  }

  /**
   * Holds out that share of each user's entries at random, rounded down, never all of them: a user
   * keeps at least one entry for training.
   */
  public static Split randomPerUser(Interactions all, double testShare, long seed) {
    requireShare(testShare);
    BitSet held = new BitSet(all.size());
    for (int u = 0; u < all.userCount(); u++) {
      int n = all.degree(u);
      int from = all.from(u);
      int[] order = shuffled(n, FastRandom.of(seed, u, 0, 0));
      int out = Math.min((int) (n * testShare + 1e-9), n - 1);
      for (int i = 0; i < out; i++) {
        held.set(from + order[i]);
      }
    }
    return cut("random per user", all, held, everyItem(all));
  }

  /**
   * Holds out each user's latest entry; of equal times the one of the higher item number. A user of
   * one entry is only trained on.
   */
  public static Split leaveLastOut(Interactions all) {
    BitSet held = new BitSet(all.size());
    for (int u = 0; u < all.userCount(); u++) {
      if (all.degree(u) > 1) {
        int last = all.from(u);
        for (int e = all.from(u); e < all.to(u); e++) {
          last = all.timeAt(e) >= all.timeAt(last) ? e : last;
        }
        held.set(last);
      }
    }
    return cut("leave last out", all, held, everyItem(all));
  }

  /**
   * Holds out the latest entries, about that share of all: those after one moment, the same for
   * everyone, so that nothing trained on is later than anything asked for. Entries of one time stay
   * together, in training where the share would else be passed; where those of the latest time
   * alone would pass it, nothing could be held out, and that is an error.
   */
  public static Split temporal(Interactions all, double testShare) {
    requireShare(testShare);
    long[] times = IntStream.range(0, all.size()).mapToLong(all::timeAt).sorted().toArray();
    if (times.length == 0 || times[0] == times[times.length - 1]) {
      throw new TriviumException(
          "the interactions have "
              + (times.length == 0 ? "no entries" : "one time, " + times[0])
              + ", and cannot be split by it; give times, or split at random");
    }
    long moment = times[Math.max(0, times.length - 1 - (int) (times.length * testShare + 1e-9))];
    if (moment == times[times.length - 1]) {
      long latest = Arrays.stream(times).filter(time -> time == moment).count();
      throw new TriviumException(
          "%d of the %d entries have the latest time, %d, and the share of %s to hold out has no room for them; hold out more, or split at random"
              .formatted(latest, times.length, moment, testShare));
    }
    BitSet held = new BitSet(all.size());
    for (int e = 0; e < all.size(); e++) {
      held.set(e, all.timeAt(e) > moment);
    }
    return cut("temporal", all, held, everyItem(all));
  }

  /**
   * Two parts that come apart already, numbered anew over the users and items of both, in the order
   * of their first appearance. A pair that is in both is no question any more, and is left out of
   * the test.
   *
   * @param candidates ids of the items to rank; all items of both parts where it is empty
   */
  public static Split given(Interactions train, Interactions test, List<String> candidates) {
    List<String> users = union(train.users(), test.users());
    List<String> items = union(union(train.items(), test.items()), candidates);
    Interactions known = train.among(users, items);
    Interactions asked = test.among(users, items);
    Interactions fresh = asked.only((u, e) -> !known.contains(u, asked.itemAt(e)));
    BitSet ranked = candidates.isEmpty() ? everyItem(known) : new BitSet();
    candidates.forEach(item -> ranked.set(known.item(item)));
    return new Split("given", known, fresh, ranked);
  }

  private static List<String> union(List<String> some, List<String> others) {
    LinkedHashSet<String> all = new LinkedHashSet<>(some);
    all.addAll(others);
    return List.copyOf(all);
  }

  /** Holds out every entry of that share of the items, drawn at random; only they are ranked. */
  public static Split coldItems(Interactions all, double itemShare, long seed) {
    requireShare(itemShare);
    int[] order = shuffled(all.itemCount(), new FastRandom(seed));
    BitSet cold = new BitSet(all.itemCount());
    for (int i = 0; i < (int) (all.itemCount() * itemShare + 1e-9); i++) {
      cold.set(order[i]);
    }
    return coldItems(all, cold);
  }

  /** Holds out every entry of these items; only they are ranked. */
  public static Split coldItems(Interactions all, BitSet cold) {
    BitSet held = new BitSet(all.size());
    for (int e = 0; e < all.size(); e++) {
      held.set(e, cold.get(all.itemAt(e)));
    }
    return cut("cold items", all, held, cold);
  }

  private static Split cut(String name, Interactions all, BitSet held, BitSet candidates) {
    return new Split(
        name, all.only((u, e) -> !held.get(e)), all.only((u, e) -> held.get(e)), candidates);
  }

  private static BitSet everyItem(Interactions all) {
    BitSet items = new BitSet();
    items.set(0, all.itemCount());
    return items;
  }

  private static void requireShare(double share) {
    if (!(share > 0 && share < 1)) {
      throw new IllegalArgumentException(
          "the held-out share is " + share + "; choose a number between 0 and 1, such as 0.2");
    }
  }

  private static int[] shuffled(int n, FastRandom random) {
    int[] order = IntStream.range(0, n).toArray();
    random.shuffle(order);
    return order;
  }
}
