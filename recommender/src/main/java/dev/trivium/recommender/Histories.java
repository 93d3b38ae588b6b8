package dev.trivium.recommender;

import dev.trivium.core.data.Interaction;
import dev.trivium.core.data.Interactions;
import dev.trivium.recommender.space.SharedSpace;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * What the users of a space took up when it was fitted, by the rows of its tables: those of user u
 * are numbered {@code offsets[u] .. offsets[u+1]}, by rising item. Immutable.
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Histories(int[] offsets, int[] items, float[] weights, long[] times) {
  /** Of those users and items that the space has. */
  static Histories of(SharedSpace space, Interactions train) {
    int[] rows = train.items().stream().mapToInt(space.items()::row).toArray();
    List<String> users = space.users().ids();
    int[] offsets = new int[users.size() + 1];
    int[] items = new int[train.size()];
    float[] weights = new float[train.size()];
    long[] times = new long[train.size()];
    int n = 0;
    for (int u = 0; u < users.size(); u++) {
      int user = train.user(users.get(u));
      for (long entry : byItem(train, user, rows)) {
        items[n] = (int) (entry >>> 32);
        weights[n] = train.weightAt((int) entry);
        times[n++] = train.timeAt((int) entry);
      }
      offsets[u + 1] = n;
    }
    return new Histories(
        offsets, Arrays.copyOf(items, n), Arrays.copyOf(weights, n), Arrays.copyOf(times, n));
  }

  /** Item and entry of each, sorted. */
  private static long[] byItem(Interactions train, int user, int[] rows) {
    if (user < 0) {
      return new long[0];
    }
    long[] entries = new long[train.degree(user)];
    int n = 0;
    for (int e = train.from(user); e < train.to(user); e++) {
      if (rows[train.itemAt(e)] >= 0) {
        entries[n++] = (long) rows[train.itemAt(e)] << 32 | e;
      }
    }
    Arrays.sort(entries, 0, n);
    return Arrays.copyOf(entries, n);
  }

  /** The items of a user, rising. */
  int[] itemsOf(int user) {
    return Arrays.copyOfRange(items, offsets[user], offsets[user + 1]);
  }

  /** The events of a user, called by the space's names. */
  List<Interaction> eventsOf(int user, SharedSpace space) {
    List<Interaction> events = new ArrayList<>();
    for (int e = offsets[user]; e < offsets[user + 1]; e++) {
      String item = space.items().ids().get(items[e]);
      events.add(new Interaction(space.users().ids().get(user), item, weights[e], times[e]));
    }
    return events;
  }

  /** The items that nobody took up. */
  BitSet untouched(int itemCount) {
    BitSet untouched = new BitSet(itemCount);
    untouched.set(0, itemCount);
    for (int item : items) {
      untouched.clear(item);
    }
    return untouched;
  }
}
