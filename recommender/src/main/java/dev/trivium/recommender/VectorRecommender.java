package dev.trivium.recommender;

import dev.trivium.core.TriviumException;
import dev.trivium.core.data.Interaction;
import dev.trivium.core.data.Interactions;
import dev.trivium.core.embedding.EmbeddingTable;
import dev.trivium.core.index.ExactIndex;
import dev.trivium.core.index.Similarity;
import dev.trivium.core.index.VectorIndex;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Recommends by the inner product of a user's vector with an item's. An item's bias is a last
 * number of its vector, where users have 1. Both tables can be exported, to any index of inner
 * products. Immutable.
 */
public final class VectorRecommender implements Recommender {
  private final EmbeddingTable users;
  private final EmbeddingTable items;
  private final Interactions train;
  private final Function<List<Interaction>, float[]> foldIn;
  private final VectorIndex byProduct;
  private final VectorIndex byCosine;

  private VectorRecommender(
      EmbeddingTable users,
      EmbeddingTable items,
      Interactions train,
      Function<List<Interaction>, float[]> foldIn,
      BiFunction<EmbeddingTable, Similarity, VectorIndex> index) {
    this.users = users;
    this.items = items;
    this.train = train;
    this.foldIn = foldIn;
    this.byProduct = index.apply(items, Similarity.DOT);
    this.byCosine = index.apply(items, Similarity.COSINE);
  }

  /**
   * Over trained vectors, compared one by one.
   *
   * @param users {@code [users × f]}, a row for each user of {@code train}, in their order
   * @param items {@code [items × f]}, a row for each item of {@code train}, in their order
   * @param train what they were trained on; a user of whom it holds nothing gets no recommendation
   * @param foldIn the vector {@code [f]} of someone never seen, of a history of at least one entry:
   *     items that were trained on, each once, in the order of their rows, weights summed
   */
  public static VectorRecommender of(
      EmbeddingTable users,
      EmbeddingTable items,
      Interactions train,
      Function<List<Interaction>, float[]> foldIn) {
    users.requireSameSpace(items);
    if (!users.ids().equals(train.users()) || !items.ids().equals(train.items())) {
      throw new IllegalArgumentException(
          "the vectors are not those of the users and items of the interactions; give a row for"
              + " each, in their order");
    }
    return new VectorRecommender(users, items, train, foldIn, ExactIndex::new);
  }

  /** The same, searching in an index of the caller's choice. */
  public VectorRecommender with(BiFunction<EmbeddingTable, Similarity, VectorIndex> index) {
    return new VectorRecommender(users, items, train, foldIn, index);
  }

  /** The users' vectors {@code [users × f]}. */
  public EmbeddingTable users() {
    return users;
  }

  /** The items' vectors {@code [items × f]}. */
  public EmbeddingTable items() {
    return items;
  }

  @Override
  public List<Recommendation> recommend(String user, int k, Predicate<String> filter) {
    int u = train.user(user);
    if (u < 0) {
      throw new TriviumException(
          "user '"
              + user
              + "' is not among the "
              + train.userCount()
              + " trained on; recommend from a history instead");
    }
    if (train.degree(u) == 0) {
      return List.of();
    }
    Set<Integer> seen = new HashSet<>();
    for (int e = train.from(u); e < train.to(u); e++) {
      seen.add(train.itemAt(e));
    }
    return best(byProduct, users.matrix().row(u), k, seen, filter);
  }

  /** Items of the history that were not trained on are passed over. */
  @Override
  public List<Recommendation> recommend(
      List<Interaction> history, int k, Predicate<String> filter) {
    TreeMap<Integer, Interaction> known = new TreeMap<>();
    for (Interaction e : history) {
      int row = items.row(e.item());
      if (row >= 0) {
        known.merge(row, e, VectorRecommender::together);
      }
    }
    if (known.isEmpty()) {
      return List.of();
    }
    return best(byProduct, foldIn.apply(List.copyOf(known.values())), k, known.keySet(), filter);
  }

  /** Two events of one item, as {@link Interactions} makes one entry of them. */
  private static Interaction together(Interaction a, Interaction b) {
    return new Interaction(
        a.user(), a.item(), a.weight() + b.weight(), Math.max(a.time(), b.time()));
  }

  /** By the cosine of the items' vectors. */
  @Override
  public List<Recommendation> similar(String item, int k) {
    return best(byCosine, items.vector(item), k, Set.of(items.row(item)), other -> true);
  }

  private List<Recommendation> best(
      VectorIndex index, float[] query, int k, Set<Integer> without, Predicate<String> filter) {
    if (k < 0) {
      throw new IllegalArgumentException("k is " + k + "; choose 0 or more");
    }
    List<Recommendation> best = new ArrayList<>();
    index
        .search(query, k, row -> !without.contains(row) && filter.test(items.ids().get(row)))
        .forEach(found -> best.add(new Recommendation(found.id(), found.score())));
    return best;
  }
}
