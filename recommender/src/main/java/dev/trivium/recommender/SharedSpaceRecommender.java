package dev.trivium.recommender;

import dev.trivium.core.data.Interaction;
import dev.trivium.core.data.Interactions;
import dev.trivium.core.index.HnswIndex;
import dev.trivium.core.index.Similarity;
import dev.trivium.core.math.Vectors;
import dev.trivium.recommender.space.Content;
import dev.trivium.recommender.space.SharedSpace;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * Recommends from a {@link SharedSpace} fitted to interactions. A user never seen is folded in from
 * a history, exactly as ALS would place one; an item never seen stands where its content is
 * projected, from the moment it is added. Immutable: each change gives a new recommender that
 * shares all but the change with the old one, in time that does not grow with the catalogue; {@link
 * LiveRecommender} keeps changes over restarts. Answers are exact (see {@link
 * dev.trivium.core.index.VectorScan}).
 */
public final class SharedSpaceRecommender implements Recommender {
  /** Queries that share a pass over the items. */
  private static final int TOGETHER = 32;

  private final State state;

  private SharedSpaceRecommender(State state) {
    this.state = state;
  }

  static SharedSpaceRecommender of(Trained trained) {
    return new SharedSpaceRecommender(State.of(trained));
  }

  /**
   * From a space and the interactions it was fitted to, whose items are seen and not recommended
   * again.
   */
  public static SharedSpaceRecommender of(SharedSpace space, Interactions train) {
    return of(space, train, Content.none());
  }

  /**
   * The same, able to {@linkplain #explain(Query, String) explain} scores by the modalities of the
   * items.
   *
   * @param content what the items were known by in the fit; shared
   */
  public static SharedSpaceRecommender of(SharedSpace space, Interactions train, Content content) {
    return of(Trained.of(space, train, content));
  }

  /** Reads what {@link #save} or a {@link LiveRecommender} wrote. */
  public static SharedSpaceRecommender load(Path folder) {
    return RecommenderFolder.load(folder);
  }

  /**
   * Writes a folder: the space, the interactions, the items' content and what was changed since. In
   * place of an older one, which is there, whole, until the new one is, even if the process is
   * killed.
   */
  public void save(Path folder) {
    RecommenderFolder.save(this, folder);
  }

  /**
   * The same, answering from a graph, made when it is first asked for: approximate, and faster
   * where items are very many. Items added or updated are still compared exactly, and so is
   * everything where a filter leaves the graph fewer than k, for {@link #similar}, and once updates
   * outnumber the items.
   */
  public SharedSpaceRecommender approximate(HnswIndex.Settings settings) {
    return new SharedSpaceRecommender(
        state.with(state.shelf().indexed(items -> new HnswIndex(items, Similarity.DOT, settings))));
  }

  /** As it was fitted. */
  public SharedSpace space() {
    return state.space();
  }

  State state() {
    return state;
  }

  /** The users that can be asked for: those of the space, and those who came since. */
  public List<String> users() {
    return state.people().ids();
  }

  /** Whether an item is here to be recommended. */
  public boolean hasItem(String item) {
    return state.shelf().holds(item);
  }

  /**
   * With a new item, known by what is given of it: raw vectors by modality, of the encoders the
   * space was fitted to.
   */
  public SharedSpaceRecommender add(String item, Map<String, float[]> vectors) {
    return apply(state.adding(item, vectors));
  }

  /** With a new item, from its text, picture or both. */
  public SharedSpaceRecommender add(Item item, ItemEncoder encoder) {
    return add(item.id(), encoder.encode(item));
  }

  /**
   * With an item known by other vectors than before. It is found where they say at once. Users who
   * took it up stay where they are until they are folded in again, with what they next {@linkplain
   * #observe take up} or {@linkplain #forget did not}.
   */
  public SharedSpaceRecommender update(String item, Map<String, float[]> vectors) {
    return apply(state.updating(item, vectors));
  }

  /** Without an item; whoever took it up keeps it in the history. It may be added again. */
  public SharedSpaceRecommender remove(String item) {
    return apply(state.removing(item));
  }

  /**
   * With a new user, known by raw vectors by modality, of the encoders that a space {@linkplain
   * dev.trivium.recommender.space.InteractionObjective#withUserContent with user content} was
   * fitted to. The user stands where they say, and is drawn there whatever is taken up.
   */
  public SharedSpaceRecommender addUser(String user, Map<String, float[]> vectors) {
    return apply(state.addingUser(user, vectors));
  }

  /**
   * With more that users took up, who are folded in again, or for the first time, from all they
   * took up. Weights of repeated events add up.
   */
  public SharedSpaceRecommender observe(List<Interaction> events) {
    return apply(state.observing(events));
  }

  /** Without what a user took up of one item; the user is folded in again. */
  public SharedSpaceRecommender forget(String user, String item) {
    return apply(new Update.Forget(user, item));
  }

  /** With an update of the journal. */
  SharedSpaceRecommender apply(Update update) {
    return new SharedSpaceRecommender(state.apply(update));
  }

  /** Nothing for a user of whom nothing was known when the space was fitted. */
  @Override
  public List<Recommendation> recommend(String user, int k, Predicate<String> filter) {
    return recommend(Query.user(user).k(k).filter(filter));
  }

  /**
   * Items of the history that the recommender does not know are passed over; with none left,
   * nothing is recommended.
   */
  @Override
  public List<Recommendation> recommend(
      List<Interaction> history, int k, Predicate<String> filter) {
    return recommend(Query.history(history).k(k).filter(filter));
  }

  /** The best items for a query, best first; nothing where nothing is known of who asks. */
  public List<Recommendation> recommend(Query query) {
    return together(List.of(query)).get(0);
  }

  /**
   * The best items of each query, on all cores; those of several queries are found in one pass over
   * the items.
   */
  public List<List<Recommendation>> recommend(List<Query> queries) {
    int blocks = (queries.size() + TOGETHER - 1) / TOGETHER;
    return IntStream.range(0, blocks)
        .parallel()
        .mapToObj(b -> queries.subList(b * TOGETHER, Math.min(queries.size(), (b + 1) * TOGETHER)))
        .map(this::together)
        .flatMap(List::stream)
        .toList();
  }

  private List<List<Recommendation>> together(List<Query> queries) {
    List<Shelf.Search> searches = new ArrayList<>(queries.size());
    for (Query query : queries) {
      searches.add(search(query));
    }
    List<List<Shelf.Hit>> hits = state.shelf().best(searches);
    List<List<Recommendation>> answers = new ArrayList<>(queries.size());
    for (int q = 0; q < queries.size(); q++) {
      Query query = queries.get(q);
      List<Shelf.Hit> best = hits.get(q);
      if (query.diversity() > 0) {
        best = Diversity.choose(best, state.shelf(), query.k(), query.diversity());
      }
      answers.add(named(best));
    }
    return answers;
  }

  private Shelf.Search search(Query query) {
    Placed placed = Placed.of(query, state);
    int candidates =
        query.diversity() > 0
            ? (int) Math.min(Integer.MAX_VALUE, (long) Diversity.POOL * query.k())
            : query.k();
    int[] seen = query.includesSeen() ? new int[0] : placed.seen();
    return new Shelf.Search(
        placed.vector(),
        Similarity.DOT,
        placed.isNowhere() ? 0 : candidates,
        row -> Arrays.binarySearch(seen, row) < 0 && query.filter().test(state.shelf().id(row)));
  }

  private List<Recommendation> named(List<Shelf.Hit> hits) {
    List<Recommendation> best = new ArrayList<>(hits.size());
    for (Shelf.Hit hit : hits) {
      best.add(new Recommendation(state.shelf().id(hit.row()), hit.score()));
    }
    return best;
  }

  /** By the cosine of the items' vectors. */
  @Override
  public List<Recommendation> similar(String item, int k) {
    int self = state.shelf().require(item);
    float[] vector = state.shelf().vector(self);
    var search = new Shelf.Search(vector, Similarity.COSINE, k, row -> row != self);
    return named(state.shelf().best(List.of(search)).get(0));
  }

  /**
   * What makes up the score of an item for whom a query asks; k, filter and the like do not matter.
   * Modalities tell for items added since, and for others where the content was {@linkplain
   * #of(SharedSpace, Interactions, Content) given}.
   */
  public Explanation explain(Query query, String item) {
    float[] vector = state.shelf().vector(state.shelf().require(item));
    Placed placed = Placed.of(query, state);
    SortedMap<String, Float> history = placed.shares(vector, state.trained().foldIn().get());
    float score = Vectors.dot(placed.vector(), vector);
    double rest = score;
    for (float share : history.values()) {
      rest -= share;
    }
    return new Explanation(
        score, modalities(placed.vector(), vector, state.contentOf(item)), history, (float) rest);
  }

  /**
   * What carries the score of an item for a known user: a share for each modality, {@code
   * interactions} for what the item's history adds to its content. The shares sum to the score.
   *
   * @param vectors the item's raw vectors, by modality; empty where it has none
   */
  public SortedMap<String, Float> explain(String user, String item, Map<String, float[]> vectors) {
    return modalities(
        state.people().vector(user), state.shelf().vector(state.shelf().require(item)), vectors);
  }

  private SortedMap<String, Float> modalities(
      float[] user, float[] item, Map<String, float[]> vectors) {
    SortedMap<String, Float> shares = new TreeMap<>();
    float rest = Vectors.dot(user, item);
    for (Map.Entry<String, float[]> part : space().itemFusion().parts(vectors).entrySet()) {
      float share = Vectors.dot(user, part.getValue());
      shares.put(part.getKey(), share);
      rest -= share;
    }
    shares.put("interactions", rest);
    return shares;
  }

  /** Makes what is otherwise made when it is first asked for; for a service to do once. */
  public SharedSpaceRecommender ready() {
    space().itemFusion().settled();
    state.trained().foldIn().get();
    state.shelf().ready();
    return this;
  }

  /**
   * The best {@code k} items for each of these users, in their order; see {@link #recommend(List)}.
   */
  public List<List<Recommendation>> recommendAll(Collection<String> users, int k) {
    return recommend(users.stream().map(user -> Query.user(user).k(k)).toList());
  }
}
