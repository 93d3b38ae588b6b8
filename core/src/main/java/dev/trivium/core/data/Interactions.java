package dev.trivium.core.data;

import dev.trivium.core.TriviumException;
import dev.trivium.core.io.Fingerprint;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

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
  private final Index users;
  private final Index items;
  private final int[] offsets;
  private final int[] columns;
  private final float[] weights;
  private final long[] times;

  private Interactions(
      Index users, Index items, int[] offsets, int[] columns, float[] weights, long[] times) {
    this.users = users;
    this.items = items;
    this.offsets = offsets;
    this.columns = columns;
    this.weights = weights;
    this.times = times;
  }

  /** The events given; users and items are numbered in the order of their first appearance. */
  public static Interactions of(Collection<Interaction> events) {
    LinkedHashSet<String> users = new LinkedHashSet<>();
    LinkedHashSet<String> items = new LinkedHashSet<>();
    for (Interaction e : events) {
      users.add(e.user());
      items.add(e.item());
    }
    return of(new ArrayList<>(users), new ArrayList<>(items), events);
  }

  /** The events given among these users and items, some of whom may have none; ids must differ. */
  public static Interactions of(
      List<String> users, List<String> items, Collection<Interaction> events) {
    Index userIndex = Index.of("user", users);
    Index itemIndex = Index.of("item", items);
    Interaction[] all = events.toArray(new Interaction[0]);
    int[] rowOf = new int[all.length];
    int[] starts = new int[users.size() + 1];
    for (int k = 0; k < all.length; k++) {
      rowOf[k] = userIndex.require(all[k].user());
      starts[rowOf[k] + 1]++;
    }
    Arrays.parallelPrefix(starts, Integer::sum);
    long[] byRow = new long[all.length];
    int[] next = starts.clone();
    for (int k = 0; k < all.length; k++) {
      byRow[next[rowOf[k]]++] = (long) itemIndex.require(all[k].item()) << 32 | k;
    }
    return merged(userIndex, itemIndex, all, starts, byRow);
  }

  /** Sorts each row by item and makes one entry of the events of one item. */
  private static Interactions merged(
      Index users, Index items, Interaction[] events, int[] starts, long[] byRow) {
    int[] offsets = new int[starts.length];
    int[] columns = new int[events.length];
    float[] weights = new float[events.length];
    long[] times = new long[events.length];
    int n = 0;
    for (int u = 0; u + 1 < starts.length; u++) {
      Arrays.sort(byRow, starts[u], starts[u + 1]);
      for (int k = starts[u]; k < starts[u + 1]; k++) {
        int item = (int) (byRow[k] >>> 32);
        Interaction e = events[(int) byRow[k]];
        if (n > offsets[u] && columns[n - 1] == item) {
          weights[n - 1] += e.weight();
          times[n - 1] = Math.max(times[n - 1], e.time());
        } else {
          columns[n] = item;
          weights[n] = e.weight();
          times[n++] = e.time();
        }
      }
      offsets[u + 1] = n;
    }
    return new Interactions(
        users,
        items,
        offsets,
        Arrays.copyOf(columns, n),
        Arrays.copyOf(weights, n),
        Arrays.copyOf(times, n));
  }

  public List<String> users() {
    return users.ids;
  }

  public List<String> items() {
    return items.ids;
  }

  public int userCount() {
    return users.ids.size();
  }

  public int itemCount() {
    return items.ids.size();
  }

  /** The row of a user, or −1. */
  public int user(String id) {
    return users.rows.getOrDefault(id, -1);
  }

  /** The column of an item, or −1. */
  public int item(String id) {
    return items.rows.getOrDefault(id, -1);
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

  /** The same entries of other weights, which must be finite and above 0. */
  public Interactions weighted(EntryWeight weight) {
    float[] others = new float[weights.length];
    for (int u = 0; u < userCount(); u++) {
      for (int e = offsets[u]; e < offsets[u + 1]; e++) {
        others[e] = (float) weight.of(u, e);
        if (!(others[e] > 0) || Float.isInfinite(others[e])) {
          throw new IllegalArgumentException(
              "the interaction of '%s' with '%s' would weigh %s; expected a finite number above 0"
                  .formatted(users.ids.get(u), items.ids.get(columns[e]), others[e]));
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
            new Interaction(users.ids.get(u), items.ids.get(columns[e]), weights[e], times[e]));
      }
    }
    return events;
  }

  /** A name for the content: ids, entries, weights and times. */
  public String fingerprint() {
    Fingerprint print = new Fingerprint();
    users.ids.forEach(print::add);
    items.ids.forEach(print::add);
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

  /** Ids and their rows. */
  private record Index(String kind, List<String> ids, Map<String, Integer> rows) {
    static Index of(String kind, List<String> ids) {
      Map<String, Integer> rows = new LinkedHashMap<>(ids.size() * 2);
      for (int r = 0; r < ids.size(); r++) {
        if (rows.put(ids.get(r), r) != null) {
          throw new TriviumException(
              kind + " id '" + ids.get(r) + "' stands twice; ids must differ, rename or drop one");
        }
      }
      return new Index(kind, List.copyOf(ids), Collections.unmodifiableMap(rows));
    }

    int require(String id) {
      Integer row = rows.get(id);
      if (row == null) {
        throw new TriviumException(
            "an interaction names the "
                + kind
                + " '"
                + id
                + "', who is not among the "
                + ids.size()
                + " known; add it or drop the interaction");
      }
      return row;
    }
  }
}
