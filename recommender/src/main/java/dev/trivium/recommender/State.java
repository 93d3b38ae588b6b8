package dev.trivium.recommender;

import dev.trivium.core.TriviumException;
import dev.trivium.core.data.Interaction;
import dev.trivium.recommender.space.Fusion;
import dev.trivium.recommender.space.SharedSpace;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;

/**
 * All that a recommender knows: what a fit left, and what was changed since. A change is first made
 * an {@link Update}, which is refused where it makes no sense here, and then applied. Immutable; a
 * change shares all but itself with what was before.
 *
 * @param given the raw vectors of items added or updated, by modality
 */
record State(
    Trained trained, Shelf shelf, People people, PMap<String, SortedMap<String, float[]>> given) {
  static State of(Trained trained) {
    return new State(
        trained,
        Shelf.of(trained.space().items()),
        new People(trained, HashTreePMap.empty()),
        HashTreePMap.empty());
  }

  /** The same, its items found another way. */
  State with(Shelf other) {
    return new State(trained, other, people, given);
  }

  SharedSpace space() {
    return trained.space();
  }

  Update adding(String item, Map<String, float[]> vectors) {
    if (shelf.holds(item)) {
      throw new TriviumException(
          "item '" + item + "' is already in the space; give the new item an id of its own");
    }
    return putting(item, vectors);
  }

  Update updating(String item, Map<String, float[]> vectors) {
    shelf.require(item);
    return putting(item, vectors);
  }

  private Update putting(String item, Map<String, float[]> vectors) {
    requirePlace("item '" + item + "'", vectors, space().itemFusion());
    SortedMap<String, float[]> own = new TreeMap<>();
    vectors.forEach((modality, vector) -> own.put(modality, vector.clone()));
    own.forEach((modality, vector) -> Query.requireFinite("item '" + item + "'", modality, vector));
    return new Update.Put(item, own);
  }

  Update addingUser(String user, Map<String, float[]> vectors) {
    requirePlace("user '" + user + "'", vectors, space().userFusion());
    vectors.forEach((modality, v) -> Query.requireFinite("user '" + user + "'", modality, v));
    return people.adding(user, space().userFusion().fuse(vectors));
  }

  private static void requirePlace(String what, Map<String, float[]> vectors, Fusion fusion) {
    if (vectors.isEmpty() || fusion.projections(vectors.keySet()).isEmpty()) {
      throw new TriviumException(
          what
              + " comes with "
              + vectors.keySet()
              + ", of which the space can place none; it was fitted to "
              + fusion.patterns());
    }
  }

  Update removing(String item) {
    shelf.require(item);
    return new Update.Remove(item);
  }

  Update observing(List<Interaction> events) {
    for (Interaction e : events) {
      if (shelf.row(e.item()) < 0) {
        throw new TriviumException(
            "user '%s' took up item '%s', which the recommender does not know; add the item first"
                .formatted(e.user(), e.item()));
      }
    }
    return new Update.Observe(List.copyOf(events));
  }

  State apply(Update update) {
    if (update instanceof Update.Put put) {
      float[] vector = space().itemFusion().fuse(put.vectors());
      return new State(
          trained, shelf.with(put.item(), vector), people, given.plus(put.item(), put.vectors()));
    }
    if (update instanceof Update.Remove remove) {
      return with(shelf.without(remove.item()));
    }
    return new State(trained, shelf, people.with(update, shelf), given);
  }

  /** Updates that make this out of what was trained. */
  List<Update> updates() {
    List<Update> updates = new ArrayList<>();
    for (int row : shelf.changedRows()) {
      String item = shelf.id(row);
      SortedMap<String, float[]> vectors = given.get(item);
      if (vectors != null) {
        updates.add(new Update.Put(item, vectors));
      }
      if (shelf.isRemoved(row)) {
        updates.add(new Update.Remove(item));
      }
    }
    people.changed().forEach(user -> updates.add(new Update.Restore(user)));
    return updates;
  }

  /** What a user took up, each item once. */
  Evidence evidence(String user) {
    return people.evidence(user, shelf);
  }

  /** The rows of what a user took up, rising. */
  int[] seen(String user) {
    return people.seen(user, shelf);
  }

  /** What a history says. */
  Evidence evidence(List<Interaction> history) {
    return Evidence.of(history, shelf, trained.foldIn().get().settings());
  }

  /** One thing that is known by content, taken up once. */
  Evidence evidence(SortedMap<String, float[]> vectors) {
    requirePlace("a query", vectors, space().itemFusion());
    return Evidence.of(
        "(" + String.join("+", vectors.keySet()) + ")", space().itemFusion(), vectors);
  }

  float[] userVector(String user) {
    return people.vector(user);
  }

  /** The raw vectors of an item, by modality; of none where they were not given. */
  Map<String, float[]> contentOf(String item) {
    SortedMap<String, float[]> own = given.get(item);
    return own == null ? trained.content().get().vectors(item) : own;
  }
}
