package dev.trivium.recommender;

import dev.trivium.core.Lazy;
import dev.trivium.core.TriviumException;
import dev.trivium.core.embedding.EmbeddingTable;
import dev.trivium.core.index.Neighbor;
import dev.trivium.core.index.Similarity;
import dev.trivium.core.index.TopK;
import dev.trivium.core.index.VectorIndex;
import dev.trivium.core.index.VectorScan;
import dev.trivium.core.math.Matrix;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;
import org.pcollections.HashTreePMap;
import org.pcollections.HashTreePSet;
import org.pcollections.PMap;
import org.pcollections.PSet;
import org.pcollections.PVector;
import org.pcollections.TreePVector;

/**
 * The items' vectors, each in a row of its own: those of the space, those added since, and newer
 * ones of either. What is taken away keeps its row and its vector, for the histories that hold it,
 * but is not found. Immutable; a change shares all but itself with what was before.
 */
final class Shelf {
  private final EmbeddingTable base;
  private final Lazy<VectorScan> scan;
  private final PVector<String> added;
  private final PMap<String, Integer> rows;

  /** Where the vectors of those rows stand that are not the base's. */
  private final PMap<Integer, Integer> slots;

  private final PSet<Integer> removed;

  /** Of the base; null where all is searched exactly. */
  private final @Nullable Lazy<? extends VectorIndex> index;

  /**
   * What is searched for.
   *
   * @param passes asked of few rows
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Search(float[] vector, Similarity similarity, int k, IntPredicate passes) {}

  private Shelf(
      EmbeddingTable base,
      Lazy<VectorScan> scan,
      PVector<String> added,
      PMap<String, Integer> rows,
      PMap<Integer, Integer> slots,
      PSet<Integer> removed,
      @Nullable Lazy<? extends VectorIndex> index) {
    this.base = base;
    this.scan = scan;
    this.added = added;
    this.rows = rows;
    this.slots = slots;
    this.removed = removed;
    this.index = index;
  }

  static Shelf of(EmbeddingTable base) {
    return new Shelf(
        base,
        new Lazy<>(() -> VectorScan.of(base.matrix())),
        TreePVector.empty(),
        HashTreePMap.empty(),
        HashTreePMap.empty(),
        HashTreePSet.empty(),
        null);
  }

  /** Searched by an index for what nothing has changed; what has, exactly. */
  Shelf indexed(Function<EmbeddingTable, ? extends VectorIndex> maker) {
    Lazy<VectorIndex> made = new Lazy<>(() -> maker.apply(base));
    return new Shelf(base, scan, added, rows, slots, removed, made);
  }

  /** Rows, those taken away among them. */
  int size() {
    return base.size() + added.size();
  }

  int dimension() {
    return base.dimension();
  }

  String id(int row) {
    return row < base.size() ? base.ids().get(row) : added.get(row - base.size());
  }

  /** The row of an item, were it taken away; −1 where it never was here. */
  int row(String id) {
    int row = base.row(id);
    return row >= 0 ? row : rows.getOrDefault(id, -1);
  }

  /** Whether an item is here to be found. */
  boolean holds(String id) {
    int row = row(id);
    return row >= 0 && !removed.contains(row);
  }

  /** The row of an item that must be here. */
  int require(String id) {
    if (!holds(id)) {
      throw new TriviumException(
          "item '"
              + id
              + "' is not among the "
              + (size() - removed.size())
              + " of the recommender; add it first");
    }
    return row(id);
  }

  /** A copy of the vector in a row. */
  float[] vector(int row) {
    Integer slot = slots.get(row);
    return slot == null ? base.matrix().row(row) : scan.get().vector(slot);
  }

  /** Whether the vector in a row is another than the base's. */
  boolean isChanged(int row) {
    return slots.containsKey(row);
  }

  boolean isRemoved(int row) {
    return removed.contains(row);
  }

  /** The rows with other vectors than the base's, or taken away, rising. */
  List<Integer> changedRows() {
    Set<Integer> changed = new TreeSet<>(slots.keySet());
    changed.addAll(removed);
    return List.copyOf(changed);
  }

  /** With an item's new vector, in its old row or, of a new item, one after the last. */
  Shelf with(String id, float[] vector) {
    int row = row(id);
    int place = row < 0 ? size() : row;
    VectorScan old = scan.get();
    VectorScan more = old.plus(place, vector);
    Shelf shelf =
        new Shelf(
            base,
            Lazy.made(more),
            row < 0 ? added.plus(id) : added,
            row < 0 ? rows.plus(id, place) : rows,
            slots.plus(place, old.size()),
            removed.minus((Object) place),
            index);
    return more.size() > 2 * shelf.size() + 1000 ? shelf.tidied() : shelf;
  }

  /** Without the vectors that newer ones replaced; an index of the old ones has to go, too. */
  private Shelf tidied() {
    Matrix all = Matrix.zeros(size(), base.dimension());
    for (int row = 0; row < size(); row++) {
      System.arraycopy(vector(row), 0, all.array(), all.offset(row), all.columns());
    }
    VectorScan fresh = VectorScan.of(all);
    PMap<Integer, Integer> moved = slots;
    for (int slot = 0; slot < fresh.size(); slot++) {
      if (slots.containsKey(fresh.number(slot))) {
        moved = moved.plus(fresh.number(slot), slot);
      }
    }
    return new Shelf(base, Lazy.made(fresh), added, rows, moved, removed, null);
  }

  /** Without an item, which must be here. */
  Shelf without(String id) {
    return new Shelf(base, scan, added, rows, slots, removed.plus(require(id)), index);
  }

  /** The best of each search, best first. */
  List<List<Hit>> best(List<Search> searches) {
    if (index != null) {
      return searches.stream().map(s -> byIndex(s, index.get())).toList();
    }
    return exactly(searches, 0).stream().map(Shelf::hits).toList();
  }

  /** Among those from a slot on. */
  private List<TopK> exactly(List<Search> searches, int from) {
    List<VectorScan.Query> queries = new ArrayList<>(searches.size());
    for (Search s : searches) {
      queries.add(
          new VectorScan.Query(
              s.vector,
              s.similarity,
              s.k,
              (slot, row) -> isCurrent(slot, row) && s.passes.test(row)));
    }
    return scan.get().search(queries, from);
  }

  /** Where a filter leaves the index too little, all are compared after all. */
  private List<Hit> byIndex(Search search, VectorIndex unchanged) {
    List<Neighbor> near =
        search.similarity == Similarity.DOT
            ? unchanged.search(
                search.vector,
                search.k,
                row -> !slots.containsKey(row) && !removed.contains(row) && search.passes.test(row))
            : List.of();
    if (near.size() < search.k) {
      return hits(exactly(List.of(search), 0).get(0));
    }
    TopK best = exactly(List.of(search), base.size()).get(0);
    near.forEach(n -> best.offer(n.row(), n.score()));
    return hits(best);
  }

  private static List<Hit> hits(TopK top) {
    int[] found = top.ids();
    float[] scores = top.scores();
    List<Hit> hits = new ArrayList<>(found.length);
    for (int i = 0; i < found.length; i++) {
      hits.add(new Hit(found[i], scores[i]));
    }
    return hits;
  }

  private boolean isCurrent(int slot, int row) {
    Integer current = slots.get(row);
    return (current == null ? row < base.size() : current == slot)
        && (removed.isEmpty() || !removed.contains(row));
  }

  /** Prepares the search, which otherwise the first one does: O(items · f). */
  void ready() {
    scan.get();
    if (index != null) {
      index.get();
    }
  }

  /** A row found. */
  record Hit(int row, float score) {}
}
