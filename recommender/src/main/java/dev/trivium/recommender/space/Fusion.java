package dev.trivium.recommender.space;

import dev.trivium.core.math.Matrix;
import dev.trivium.core.math.Vectors;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * How the modalities of one thing become one vector: the sum of their projections. What a picture
 * adds depends on whether there is a text beside it, so there is a set of projections for each
 * pattern of modalities present; a pattern never fitted is served by the largest one inside it.
 */
public final class Fusion {
  private final int dimension;
  private final Set<Set<String>> names;
  private final Map<Set<String>, Supplier<Map<String, Projection>>> patterns;
  private final Map<Set<String>, SortedMap<String, Projection>> made = new ConcurrentHashMap<>();

  /** Projections by modality, for each pattern; all into {@code dimension} numbers. */
  public Fusion(
      int dimension, Map<? extends Set<String>, ? extends Map<String, Projection>> patterns) {
    this.dimension = dimension;
    this.patterns = suppliers(patterns);
    this.names = Set.copyOf(this.patterns.keySet());
    patterns.keySet().forEach(this::exact);
  }

  private Fusion(Map<Set<String>, Supplier<Map<String, Projection>>> patterns, int dimension) {
    this.dimension = dimension;
    this.patterns = new ConcurrentHashMap<>(patterns);
    this.names = Set.copyOf(patterns.keySet());
  }

  /**
   * Projections that are made, once, when a thing of their pattern first asks for them. Until all
   * are, it holds on to what they are made from.
   */
  static Fusion lazy(
      int dimension, Map<? extends Set<String>, Supplier<Map<String, Projection>>> patterns) {
    return new Fusion(Map.copyOf(patterns), dimension);
  }

  private static Map<Set<String>, Supplier<Map<String, Projection>>> suppliers(
      Map<? extends Set<String>, ? extends Map<String, Projection>> patterns) {
    Map<Set<String>, Supplier<Map<String, Projection>>> suppliers = new ConcurrentHashMap<>();
    patterns.forEach(
        (pattern, projections) ->
            suppliers.put(Set.copyOf(pattern), () -> Map.copyOf(projections)));
    return suppliers;
  }

  private SortedMap<String, Projection> exact(Set<String> pattern) {
    return made.computeIfAbsent(
        Set.copyOf(pattern),
        p -> {
          Map<String, Projection> projections = Objects.requireNonNull(patterns.remove(p)).get();
          if (!p.equals(projections.keySet())) {
            throw new IllegalArgumentException(
                "the pattern " + p + " has projections for " + projections.keySet());
          }
          return Collections.unmodifiableSortedMap(new TreeMap<>(projections));
        });
  }

  /** f, the numbers of the shared space. */
  public int dimension() {
    return dimension;
  }

  /**
   * Makes all projections that are not made yet, and lets go of what they are made from; for a
   * service to do once.
   */
  public Fusion settled() {
    names.forEach(this::exact);
    return this;
  }

  /** The patterns there are projections for, the smaller first. */
  public List<SortedSet<String>> patterns() {
    return names.stream()
        .map(p -> (SortedSet<String>) new TreeSet<>(p))
        .sorted(
            Comparator.<SortedSet<String>>comparingInt(Set::size).thenComparing(Object::toString))
        .toList();
  }

  /**
   * The projections that serve a thing of which these modalities are known; empty where none does.
   */
  public SortedMap<String, Projection> projections(Set<String> present) {
    if (names.contains(present)) {
      return exact(present);
    }
    return patterns().stream()
        .filter(present::containsAll)
        .reduce((smaller, larger) -> larger)
        .map(this::exact)
        .orElseGet(Collections::emptySortedMap);
  }

  /** What each modality adds to the vector of a thing, {@code [f]} each. */
  public SortedMap<String, float[]> parts(Map<String, float[]> vectors) {
    SortedMap<String, float[]> parts = new TreeMap<>();
    projections(vectors.keySet())
        .forEach((m, p) -> parts.put(m, p.apply(require(vectors.get(m), m, p))));
    return parts;
  }

  /**
   * The vector of a thing {@code [f]}: the sum of its parts; zeros where nothing is known of it.
   */
  public float[] fuse(Map<String, float[]> vectors) {
    float[] sum = new float[dimension];
    parts(vectors).values().forEach(part -> Vectors.axpy(1, part, 0, sum, 0, dimension));
    return sum;
  }

  /** The vectors of many things {@code [ids × f]}. */
  public Matrix fuse(Content content, List<String> ids) {
    Matrix out = Matrix.zeros(ids.size(), dimension);
    content
        .patterns(ids)
        .forEach(
            (pattern, things) -> {
              for (Map.Entry<String, Projection> e : projections(pattern).entrySet()) {
                var table = content.table(e.getKey());
                int[] rows = things.stream().mapToInt(i -> table.row(ids.get(i))).toArray();
                Matrix part = e.getValue().apply(table.matrix().select(rows));
                for (int i = 0; i < rows.length; i++) {
                  Vectors.axpy(
                      1,
                      part.array(),
                      part.offset(i),
                      out.array(),
                      out.offset(things.get(i)),
                      dimension);
                }
              }
            });
    return out;
  }

  private static float[] require(float @Nullable [] vector, String modality, Projection p) {
    if (vector == null || vector.length != p.inputDimension()) {
      throw new IllegalArgumentException(
          "the "
              + modality
              + " vector has "
              + (vector == null ? 0 : vector.length)
              + " numbers; the space was fitted to "
              + p.inputDimension());
    }
    return vector;
  }
}
