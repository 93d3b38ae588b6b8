package dev.trivium.recommender;

import dev.trivium.core.TriviumException;
import dev.trivium.core.data.Interaction;
import dev.trivium.core.data.Interactions;
import dev.trivium.core.embedding.EmbeddingTable;
import dev.trivium.core.index.TopK;
import dev.trivium.core.math.Vectors;
import dev.trivium.recommender.space.FoldIn;
import dev.trivium.recommender.space.SharedSpace;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * Recommends from a {@link SharedSpace} fitted to interactions. A user never seen is folded in from
 * a history, exactly as ALS would place one; an item never seen stands where its content is
 * projected, from the moment it is added. Immutable: adding gives a new recommender that shares all
 * but the new item with the old one.
 */
public final class SharedSpaceRecommender implements Recommender {
  private final SharedSpace space;
  private final Interactions train;
  private final FoldIn foldIn;
  private final Shelf shelf;

  private SharedSpaceRecommender(
      SharedSpace space, Interactions train, FoldIn foldIn, Shelf shelf) {
    this.space = space;
    this.train = train;
    this.foldIn = foldIn;
    this.shelf = shelf;
  }

  /**
   * From a space and the interactions it was fitted to, whose items are seen and not recommended
   * again.
   */
  public static SharedSpaceRecommender of(SharedSpace space, Interactions train) {
    return new SharedSpaceRecommender(
        space, train, new FoldIn(space, train), Shelf.of(space.items()));
  }

  public SharedSpace space() {
    return space;
  }

  /**
   * With a new item, known by what is given of it: raw vectors by modality, of the encoders the
   * space was fitted to.
   */
  public SharedSpaceRecommender add(String item, Map<String, float[]> vectors) {
    if (vectors.isEmpty() || space.itemFusion().projections(vectors.keySet()).isEmpty()) {
      throw new TriviumException(
          "item '"
              + item
              + "' comes with "
              + vectors.keySet()
              + ", of which the space can place none; it was fitted to "
              + space.itemFusion().patterns());
    }
    requireFinite(item, vectors);
    return new SharedSpaceRecommender(
        space, train, foldIn, shelf.plus(item, space.itemFusion().fuse(vectors)));
  }

  /** A vector that is not would never be recommended, without a word. */
  private static void requireFinite(String item, Map<String, float[]> vectors) {
    vectors.forEach(
        (modality, vector) -> {
          for (float x : vector) {
            if (!Float.isFinite(x)) {
              throw new TriviumException(
                  "the %s vector of item '%s' holds %s; expected finite numbers, look at what made it"
                      .formatted(modality, item, x));
            }
          }
        });
  }

  /** With a new item, from its text, picture or both. */
  public SharedSpaceRecommender add(Item item, ItemEncoder encoder) {
    return add(item.id(), encoder.encode(item));
  }

  /** Nothing for a user of whom nothing was known when the space was fitted. */
  @Override
  public List<Recommendation> recommend(String user, int k, Predicate<String> filter) {
    int row = space.users().row(user);
    if (row < 0) {
      throw new TriviumException(
          "user '"
              + user
              + "' is not among the "
              + space.users().size()
              + " of the space; recommend from a history instead");
    }
    float[] vector = space.users().matrix().row(row);
    if (Vectors.norm(vector, 0, vector.length) == 0) {
      return List.of();
    }
    Set<String> seen = new HashSet<>();
    int u = train.user(user);
    if (u >= 0) {
      for (int item : train.itemsOf(u)) {
        seen.add(train.items().get(item));
      }
    }
    return shelf.best(vector, k, item -> !seen.contains(item) && filter.test(item));
  }

  /**
   * Items of the history that the space was not fitted with are passed over; with none left,
   * nothing is recommended.
   */
  @Override
  public List<Recommendation> recommend(
      List<Interaction> history, int k, Predicate<String> filter) {
    Set<String> seen = new HashSet<>();
    history.forEach(e -> seen.add(e.item()));
    if (history.stream().noneMatch(e -> space.items().contains(e.item()))) {
      return List.of();
    }
    return shelf.best(foldIn.user(history), k, item -> !seen.contains(item) && filter.test(item));
  }

  /** By the cosine of the items' vectors. */
  @Override
  public List<Recommendation> similar(String item, int k) {
    float[] query = shelf.vector(item);
    Vectors.normalize(query, 0, query.length);
    return shelf.bestByCosine(query, k, other -> !other.equals(item));
  }

  /**
   * What carries the score of an item for a known user: a share for each modality, {@code
   * interactions} for what the item's history adds to its content. The shares sum to the score.
   *
   * @param vectors the item's raw vectors, by modality; empty where it has none
   */
  public SortedMap<String, Float> explain(String user, String item, Map<String, float[]> vectors) {
    float[] u = space.users().vector(user);
    SortedMap<String, Float> shares = new TreeMap<>();
    float rest = Vectors.dot(u, shelf.vector(item));
    for (Map.Entry<String, float[]> part : space.itemFusion().parts(vectors).entrySet()) {
      float share = Vectors.dot(u, part.getValue());
      shares.put(part.getKey(), share);
      rest -= share;
    }
    shares.put("interactions", rest);
    return shares;
  }

  /** The items' vectors: those of the space, and a copy-on-write list of those added since. */
  private record Shelf(EmbeddingTable base, List<String> ids, List<float[]> added) {
    static Shelf of(EmbeddingTable base) {
      return new Shelf(base, List.of(), List.of());
    }

    Shelf plus(String id, float[] vector) {
      if (base.contains(id) || ids.contains(id)) {
        throw new TriviumException(
            "item '" + id + "' is already in the space; give the new item an id of its own");
      }
      List<String> moreIds = new ArrayList<>(ids);
      List<float[]> more = new ArrayList<>(added);
      moreIds.add(id);
      more.add(vector);
      return new Shelf(base, List.copyOf(moreIds), List.copyOf(more));
    }

    String id(int i) {
      return i < base.size() ? base.ids().get(i) : ids.get(i - base.size());
    }

    float[] vector(String id) {
      int at = ids.indexOf(id);
      return at < 0 ? base.vector(id) : added.get(at).clone();
    }

    List<Recommendation> best(float[] query, int k, Predicate<String> filter) {
      return best(query, k, filter, false);
    }

    List<Recommendation> bestByCosine(float[] query, int k, Predicate<String> filter) {
      return best(query, k, filter, true);
    }

    private List<Recommendation> best(
        float[] query, int k, Predicate<String> filter, boolean cosine) {
      int f = base.dimension();
      int n = base.size() + added.size();
      float[] scores = new float[n];
      TopK top = new TopK(Math.min(k, n));
      for (int i = 0; i < n; i++) {
        float[] array = i < base.size() ? base.matrix().array() : added.get(i - base.size());
        int offset = i < base.size() ? i * f : 0;
        scores[i] = Vectors.dot(query, 0, array, offset, f);
        if (cosine) {
          scores[i] /= Math.max(Float.MIN_NORMAL, Vectors.norm(array, offset, f));
        }
        if (filter.test(id(i))) {
          top.offer(i, scores[i]);
        }
      }
      List<Recommendation> best = new ArrayList<>();
      for (int i : top.ids()) {
        best.add(new Recommendation(id(i), scores[i]));
      }
      return best;
    }
  }
}
