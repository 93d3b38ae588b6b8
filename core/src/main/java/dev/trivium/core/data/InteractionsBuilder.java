package dev.trivium.core.data;

import dev.trivium.core.TriviumException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Gathers events into {@link Interactions}, one after the other and without an object for each: 24
 * bytes an event, and an id table. Not for several threads at once.
 */
public final class InteractionsBuilder {
  /** The longest array that every Java has. */
  private static final int MOST = Integer.MAX_VALUE - 8;

  private final Map<String, Integer> users = new HashMap<>();
  private final Map<String, Integer> items = new HashMap<>();
  private final List<String> userIds = new ArrayList<>();
  private final List<String> itemIds = new ArrayList<>();
  private int[] rows = new int[1024];
  private int[] columns = new int[1024];
  private float[] weights = new float[1024];
  private long[] times = new long[1024];
  private int size;

  /** Notes a user, who may come without events; users are numbered as they are first named. */
  public InteractionsBuilder user(String id) {
    number(id, users, userIds);
    return this;
  }

  /** Notes an item, which may come without events; items are numbered as they are first named. */
  public InteractionsBuilder item(String id) {
    number(id, items, itemIds);
    return this;
  }

  /**
   * Adds an event.
   *
   * @param weight how strongly; finite and above 0
   * @param time when, in the unit of the source; 0 where unknown
   */
  public InteractionsBuilder add(String user, String item, float weight, long time) {
    Interaction.requireWeight(user, item, weight);
    return add(number(user, users, userIds), number(item, items, itemIds), weight, time);
  }

  /** Adds an event between a user and an item noted before, by their numbers. */
  InteractionsBuilder add(int user, int item, float weight, long time) {
    if (size == rows.length) {
      int more = grown(size);
      rows = Arrays.copyOf(rows, more);
      columns = Arrays.copyOf(columns, more);
      weights = Arrays.copyOf(weights, more);
      times = Arrays.copyOf(times, more);
    }
    rows[size] = user;
    columns[size] = item;
    weights[size] = weight;
    times[size++] = time;
    return this;
  }

  /** Half as many again, as far as an array goes. */
  static int grown(int size) {
    if (size == MOST) {
      throw new TriviumException(
          "there are more than %,d events, and no more can be held; take fewer, such as those since a date"
              .formatted(MOST));
    }
    return (int) Math.min(MOST, size + ((long) size >> 1));
  }

  /** How many events were added. */
  public int size() {
    return size;
  }

  /** The interactions, in which events of one user with one item are one entry. */
  public Interactions build() {
    return build(Ids.of(userIds, users), Ids.of(itemIds, items));
  }

  /** The same, where the numbers given to {@link #add(int, int, float, long)} are these ids'. */
  Interactions build(Ids users, Ids items) {
    int[] starts = new int[users.size() + 1];
    for (int k = 0; k < size; k++) {
      starts[rows[k] + 1]++;
    }
    Arrays.parallelPrefix(starts, Integer::sum);
    long[] byRow = new long[size];
    int[] next = starts.clone();
    for (int k = 0; k < size; k++) {
      byRow[next[rows[k]]++] = (long) columns[k] << 32 | k;
    }
    return merged(users, items, starts, byRow);
  }

  /** Sorts each row by item and makes one entry of the events of one item. */
  private Interactions merged(Ids users, Ids items, int[] starts, long[] byRow) {
    int[] offsets = new int[starts.length];
    int[] newColumns = new int[size];
    float[] newWeights = new float[size];
    long[] newTimes = new long[size];
    int n = 0;
    for (int u = 0; u + 1 < starts.length; u++) {
      Arrays.sort(byRow, starts[u], starts[u + 1]);
      for (int k = starts[u]; k < starts[u + 1]; k++) {
        int item = (int) (byRow[k] >>> 32);
        int event = (int) byRow[k];
        if (n > offsets[u] && newColumns[n - 1] == item) {
          newWeights[n - 1] = Math.min(Float.MAX_VALUE, newWeights[n - 1] + weights[event]);
          newTimes[n - 1] = Math.max(newTimes[n - 1], times[event]);
        } else {
          newColumns[n] = item;
          newWeights[n] = weights[event];
          newTimes[n++] = times[event];
        }
      }
      offsets[u + 1] = n;
    }
    return new Interactions(
        users,
        items,
        offsets,
        Arrays.copyOf(newColumns, n),
        Arrays.copyOf(newWeights, n),
        Arrays.copyOf(newTimes, n));
  }

  private static int number(String id, Map<String, Integer> numbers, List<String> ids) {
    Integer known = numbers.putIfAbsent(id, ids.size());
    if (known != null) {
      return known;
    }
    ids.add(id);
    return ids.size() - 1;
  }
}
