package dev.trivium.core.data;

import dev.trivium.core.io.Fingerprint;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * Who took up what: an immutable sparse matrix {@code [users × items]} in compressed rows, with a
 * weight and a time for each entry. Entries of one user are numbered {@code from(u) .. to(u)}, by
 * rising item. Events repeated between one user and one item are one entry: their weights add up,
 * their time is the latest. 16 bytes an entry.
 *
 * <p>Every part cut out of it ({@link #only}, splits) keeps the same users and items in the same
 * order, so that row numbers of parts agree.
 */
public final class Interactions {
  private final Ids users;
  private final Ids items;
  private final int[] offsets;
  private final int[] columns;
  private final float[] weights;
  private final long[] times;

  Interactions(Ids users, Ids items, int[] offsets, int[] columns, float[] weights, long[] times) {
    this.users = users;
    this.items = items;
    this.offsets = offsets;
    this.columns = columns;
    this.weights = weights;
    this.times = times;
  }

  /** The events given; users and items are numbered in the order of their first appearance. */
  public static Interactions of(Collection<Interaction> events) {
    InteractionsBuilder builder = new InteractionsBuilder();
    for (Interaction e : events) {
      builder.add(e.user(), e.item(), e.weight(), e.time());
    }
    return builder.build();
  }

  /** The events given among these users and items, some of whom may have none; ids must differ. */
  public static Interactions of(
      List<String> users, List<String> items, Collection<Interaction> events) {
    Ids userIds = Ids.of("user", users);
    Ids itemIds = Ids.of("item", items);
    InteractionsBuilder builder = new InteractionsBuilder();
    for (Interaction e : events) {
      builder.add(
          userIds.require("user", e.user()),
          itemIds.require("item", e.item()),
          e.weight(),
          e.time());
    }
    return builder.build(userIds, itemIds);
  }

  /**
   * The same entries among other users and items, some of whom may have none; ids must differ, and
   * everyone who has an entry must be there.
   */
  public Interactions among(List<String> newUsers, List<String> newItems) {
    Ids userIds = Ids.of("user", newUsers);
    Ids itemIds = Ids.of("item", newItems);
    InteractionsBuilder builder = new InteractionsBuilder();
    for (int u = 0; u < userCount(); u++) {
      for (int e = offsets[u]; e < offsets[u + 1]; e++) {
        builder.add(
            userIds.require("user", users.ids().get(u)),
            itemIds.require("item", items.ids().get(columns[e])),
            weights[e],
            times[e]);
      }
    }
    return builder.build(userIds, itemIds);
  }

  /**
   * The {@code k}-core (Seidman 1983): the largest part in which every user has {@code k} entries
   * or more and every item too. Users and items outside it are gone, so that numbers change; there
   * may be nothing left. Cost: O(entries) a round, of which few are needed.
   */
  public Interactions kCore(int k) {
    if (k < 1) {
      throw new IllegalArgumentException("k is " + k + "; choose 1 or more, such as 5");
    }
    Interactions core = this;
    int before;
    do {
      before = core.size();
      Interactions now = core;
      int[] degrees = now.itemDegrees();
      core = now.only((u, e) -> now.degree(u) >= k && degrees[now.itemAt(e)] >= k);
    } while (core.size() < before);
    Interactions kept = core;
    int[] degrees = kept.itemDegrees();
    return kept.among(
        having(users.ids(), u -> kept.degree(u) > 0), having(items.ids(), i -> degrees[i] > 0));
  }

  private static List<String> having(List<String> ids, IntPredicate entries) {
    return IntStream.range(0, ids.size()).filter(entries).mapToObj(ids::get).toList();
  }

  public List<String> users() {
    return users.ids();
  }

  public List<String> items() {
    return items.ids();
  }

  public int userCount() {
    return users.ids().size();
  }

  public int itemCount() {
    return items.ids().size();
  }

  /** The row of a user, or −1. */
  public int user(String id) {
    return users.number(id);
  }

  /** The column of an item, or −1. */
  public int item(String id) {
    return items.number(id);
  }

  /** How many entries there are. */
  public int size() {
    return columns.length;
  }

  /** The first entry of user {@code u}. */
  public int from(int u) {
    return offsets[u];
  }

  /** One past the last entry of user {@code u}. */
  public int to(int u) {
    return offsets[u + 1];
  }

  /** How many items user {@code u} took up. */
  public int degree(int u) {
    return offsets[u + 1] - offsets[u];
  }

  /** The item of an entry. */
  public int itemAt(int entry) {
    return columns[entry];
  }

  public float weightAt(int entry) {
    return weights[entry];
  }

  public long timeAt(int entry) {
    return times[entry];
  }

  /** The items of user {@code u}, rising; a copy. */
  public int[] itemsOf(int u) {
    return Arrays.copyOfRange(columns, offsets[u], offsets[u + 1]);
  }

  /** The user of each entry {@code [size]}. */
  public int[] entryUsers() {
    int[] rows = new int[columns.length];
    for (int u = 0; u < userCount(); u++) {
      Arrays.fill(rows, offsets[u], offsets[u + 1], u);
    }
    return rows;
  }

  /** Whether user {@code u} took up item {@code i}. */
  public boolean contains(int u, int i) {
    return Arrays.binarySearch(columns, offsets[u], offsets[u + 1], i) >= 0;
  }

  /** Entries of each item. */
  public int[] itemDegrees() {
    int[] degrees = new int[itemCount()];
    for (int item : columns) {
      degrees[item]++;
    }
    return degrees;
  }

  /** The same entries seen from the items: their rows are items, their columns users. */
  public Interactions transposed() {
    int[] degrees = itemDegrees();
    int[] newOffsets = new int[degrees.length + 1];
    for (int i = 0; i < degrees.length; i++) {
      newOffsets[i + 1] = newOffsets[i] + degrees[i];
    }
    int[] next = newOffsets.clone();
    int[] newColumns = new int[columns.length];
    float[] newWeights = new float[columns.length];
    long[] newTimes = new long[columns.length];
    for (int u = 0; u < userCount(); u++) {
      for (int e = offsets[u]; e < offsets[u + 1]; e++) {
        int at = next[columns[e]]++;
        newColumns[at] = u;
        newWeights[at] = weights[e];
        newTimes[at] = times[e];
      }
    }
    return new Interactions(items, users, newOffsets, newColumns, newWeights, newTimes);
  }

  /** Decides over one entry. */
  @FunctionalInterface
  public interface EntryFilter {
    boolean test(int user, int entry);
  }

  /** The entries that pass, among the same users and items. */
  public Interactions only(EntryFilter filter) {
    int[] newOffsets = new int[offsets.length];
    int[] kept = new int[columns.length];
    int n = 0;
    for (int u = 0; u < userCount(); u++) {
      for (int e = offsets[u]; e < offsets[u + 1]; e++) {
        if (filter.test(u, e)) {
          kept[n++] = e;
        }
      }
      newOffsets[u + 1] = n;
    }
    int[] newColumns = new int[n];
    float[] newWeights = new float[n];
    long[] newTimes = new long[n];
    for (int i = 0; i < n; i++) {
      newColumns[i] = columns[kept[i]];
      newWeights[i] = weights[kept[i]];
      newTimes[i] = times[kept[i]];
    }
    return new Interactions(users, items, newOffsets, newColumns, newWeights, newTimes);
  }

  /** Says what an entry weighs. */
  @FunctionalInterface
  public interface EntryWeight {
    double of(int user, int entry);
  }

  /**
   * The same entries of other weights, which must be finite and above 0; one that is less than a
   * float can hold is the least that it can.
   */
  public Interactions weighted(EntryWeight weight) {
    float[] others = new float[weights.length];
    for (int u = 0; u < userCount(); u++) {
      for (int e = offsets[u]; e < offsets[u + 1]; e++) {
        double other = weight.of(u, e);
        others[e] = Math.max(Float.MIN_VALUE, (float) other);
        if (!(other > 0) || Float.isInfinite(others[e])) {
          throw new IllegalArgumentException(
              "the interaction of '%s' with '%s' would weigh %s; expected a finite number above 0"
                  .formatted(users.ids().get(u), items.ids().get(columns[e]), other));
        }
      }
    }
    return new Interactions(users, items, offsets, columns, others, times);
  }

  /** The events, user after user. */
  public List<Interaction> events() {
    List<Interaction> events = new ArrayList<>(columns.length);
    for (int u = 0; u < userCount(); u++) {
      for (int e = offsets[u]; e < offsets[u + 1]; e++) {
        events.add(
            new Interaction(users.ids().get(u), items.ids().get(columns[e]), weights[e], times[e]));
      }
    }
    return events;
  }

  /** A name for the content: ids, entries, weights and times. */
  public String fingerprint() {
    Fingerprint print = new Fingerprint();
    users.ids().forEach(print::add);
    items.ids().forEach(print::add);
    print.add(offsets).add(columns).add(weights);
    for (long time : times) {
      print.add(time);
    }
    return print.hex();
  }

  @Override
  public String toString() {
    return "Interactions["
        + userCount()
        + " users × "
        + itemCount()
        + " items, "
        + size()
        + " entries]";
  }
}
