package dev.trivium.recommender;

import dev.trivium.core.TriviumException;
import dev.trivium.core.data.Interaction;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * What is to be recommended to whom: a known user, a history, things known by content, or several
 * of these at once, and how. Immutable: each method gives a new query.
 *
 * <pre>{@code
 * recommender.recommend(Query.user("u7").k(20).filter(inStock).diversity(0.3));
 * recommender.recommend(Query.like(encoder.encode(picture)).and(Query.user("u7"), 0.5));
 * }</pre>
 */
public final class Query {
  private final List<Weighted> parts;
  private final int k;
  private final Predicate<String> filter;
  private final boolean includeSeen;
  private final double diversity;

  /** Who or what is asked for. */
  sealed interface Part {}

  record User(String id) implements Part {}

  record History(List<Interaction> events) implements Part {}

  record Like(SortedMap<String, float[]> vectors) implements Part {}

  record Weighted(Part part, double weight) {}

  private Query(
      List<Weighted> parts,
      int k,
      Predicate<String> filter,
      boolean includeSeen,
      double diversity) {
    this.parts = List.copyOf(parts);
    this.k = k;
    this.filter = filter;
    this.includeSeen = includeSeen;
    this.diversity = diversity;
  }

  private Query(Part part) {
    this(List.of(new Weighted(part, 1)), 10, item -> true, false, 0);
  }

  /** For a user whom the recommender knows. */
  public static Query user(String id) {
    return new Query(new User(id));
  }

  /**
   * For someone of whom only this is known, in any order; the users it names do not matter. Items
   * that the recommender does not know are passed over.
   */
  public static Query history(List<Interaction> events) {
    return new Query(new History(List.copyOf(events)));
  }

  /**
   * For someone who took up one thing, known by its content: a text, a picture or both.
   *
   * @param vectors raw vectors by modality, as an {@link ItemEncoder} makes them
   */
  public static Query like(Map<String, float[]> vectors) {
    vectors.forEach((modality, vector) -> requireFinite("the query", modality, vector));
    return new Query(new Like(Collections.unmodifiableSortedMap(new TreeMap<>(vectors))));
  }

  /** A vector that is not would never be recommended, without a word. */
  static void requireFinite(String whose, String modality, float[] vector) {
    for (float x : vector) {
      if (!Float.isFinite(x)) {
        throw new TriviumException(
            "the %s vector of %s holds %s; expected finite numbers, look at what made it"
                .formatted(modality, whose, x));
      }
    }
  }

  /**
   * With what another query is for, too: the answer is for the weighted mean of all, this one's
   * first part having weight 1. Everything else stays as it is here.
   *
   * @param weight finite and above 0
   */
  public Query and(Query other, double weight) {
    if (!(weight > 0) || Double.isInfinite(weight)) {
      throw new IllegalArgumentException("weight is " + weight + "; choose a number above 0");
    }
    List<Weighted> more = new ArrayList<>(parts);
    other.parts.forEach(p -> more.add(new Weighted(p.part, weight * p.weight)));
    return new Query(more, k, filter, includeSeen, diversity);
  }

  /** How many items at most; 10 where nothing is said. */
  public Query k(int value) {
    if (value < 0) {
      throw new IllegalArgumentException("k is " + value + "; choose 0 or more");
    }
    return new Query(parts, value, filter, includeSeen, diversity);
  }

  /**
   * Only items that pass this, and every filter before. It is asked of few items, by any thread.
   */
  public Query filter(Predicate<String> passes) {
    Predicate<String> before = filter;
    Predicate<String> both = item -> before.test(item) && passes.test(item);
    return new Query(parts, k, both, includeSeen, diversity);
  }

  /** Items of the histories too. */
  public Query includeSeen() {
    return new Query(parts, k, filter, true, diversity);
  }

  /**
   * Items that differ from each other: the next one taken is that of the best {@code (1 −
   * diversity) · relevance − diversity · similarity}, the cosine to the nearest one taken already
   * (<i>maximal marginal relevance</i>, Carbonell and Goldstein 1998, their λ being 1 − diversity).
   * Relevance is the score as a share of the range among the candidates, the 10 · k best.
   *
   * @param value from 0, by score alone, to 1
   */
  public Query diversity(double value) {
    if (!(value >= 0 && value <= 1)) {
      throw new IllegalArgumentException("diversity is " + value + "; choose from 0 to 1");
    }
    return new Query(parts, k, filter, includeSeen, value);
  }

  List<Weighted> parts() {
    return parts;
  }

  int k() {
    return k;
  }

  Predicate<String> filter() {
    return filter;
  }

  boolean includesSeen() {
    return includeSeen;
  }

  double diversity() {
    return diversity;
  }
}
