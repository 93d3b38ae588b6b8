package dev.trivium.recommender.space;

import dev.trivium.core.Lazy;
import dev.trivium.core.math.Matrix;
import dev.trivium.core.math.Vectors;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * How the modalities of one thing become one vector: the sum of their projections. What a picture
 * adds depends on whether there is a text beside it, so there is a set of projections for each
 * pattern of modalities present; a pattern never fitted is served by the largest one inside it.
 */
public final class Fusion {
  private final int dimension;
  private final Map<Set<String>, Lazy<SortedMap<String, Projection>>> patterns;

  /** Projections by modality, for each pattern; all into {@code dimension} numbers. */
  public Fusion(
      int dimension, Map<? extends Set<String>, ? extends Map<String, Projection>> patterns) {
    this.dimension = dimension;
    Map<Set<String>, Lazy<SortedMap<String, Projection>>> known = new HashMap<>();
    patterns.forEach(
        (pattern, projections) ->
            known.put(Set.copyOf(pattern), Lazy.made(sorted(pattern, projections))));
    this.patterns = Map.copyOf(known);
  }

  private Fusion(Map<Set<String>, Lazy<SortedMap<String, Projection>>> patterns, int dimension) {
    this.dimension = dimension;
    this.patterns = Map.copyOf(patterns);
  }

  /**
   * Projections that are made when a thing of their pattern first asks for them. Until all are, it
   * holds on to what they are made from.
   */
  static Fusion lazy(
      int dimension, Map<? extends Set<String>, Supplier<Map<String, Projection>>> patterns) {
    Map<Set<String>, Lazy<SortedMap<String, Projection>>> makers = new HashMap<>();
    patterns.forEach(
        (pattern, maker) ->
            makers.put(Set.copyOf(pattern), new Lazy<>(() -> sorted(pattern, maker.get()))));
    return new Fusion(makers, dimension);
  }

  private static SortedMap<String, Projection> sorted(
      Set<String> pattern, Map<String, Projection> projections) {
    if (!pattern.equals(projections.keySet())) {
      throw new IllegalArgumentException(
          "the pattern " + pattern + " has projections for " + projections.keySet());
    }
    return Collections.unmodifiableSortedMap(new TreeMap<>(projections));
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
    patterns.values().forEach(Lazy::get);
    return this;
  }

  /** The patterns there are projections for, the smaller first. */
  public List<SortedSet<String>> patterns() {
    return patterns.keySet().stream()
        .map(p -> (SortedSet<String>) new TreeSet<>(p))
        .sorted(
            Comparator.<SortedSet<String>>comparingInt(Set::size).thenComparing(Object::toString))
        .toList();
  }

  /**
   * The projections that serve a thing of which these modalities are known; empty where none does.
   */
  public SortedMap<String, Projection> projections(Set<String> present) {
    Lazy<SortedMap<String, Projection>> exact = patterns.get(present);
    if (exact != null) {
      return exact.get();
    }
    return patterns().stream()
        .filter(present::containsAll)
        .reduce((smaller, larger) -> larger)
        .map(patterns::get)
        .map(Lazy::get)
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
