package dev.trivium.recommender.space;

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
import org.jspecify.annotations.Nullable;

/**
 * How the modalities of one thing become one vector: the sum of their projections. What a picture
 * adds depends on whether there is a text beside it, so there is a set of projections for each
 * pattern of modalities present; a pattern never fitted is served by the largest one inside it.
 */
public final class Fusion {
  private final int dimension;
  private final Map<Set<String>, SortedMap<String, Projection>> patterns;

  /** Projections by modality, for each pattern; all into {@code dimension} numbers. */
  public Fusion(
      int dimension, Map<? extends Set<String>, ? extends Map<String, Projection>> patterns) {
    this.dimension = dimension;
    Map<Set<String>, SortedMap<String, Projection>> copy = new HashMap<>();
    patterns.forEach(
        (pattern, projections) -> {
          if (!pattern.equals(projections.keySet())) {
            throw new IllegalArgumentException(
                "the pattern " + pattern + " has projections for " + projections.keySet());
          }
          copy.put(
              Set.copyOf(pattern), Collections.unmodifiableSortedMap(new TreeMap<>(projections)));
        });
    this.patterns = Collections.unmodifiableMap(copy);
  }

  /** f, the numbers of the shared space. */
  public int dimension() {
    return dimension;
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
    SortedMap<String, Projection> exact = patterns.get(present);
    if (exact != null) {
      return exact;
    }
    return patterns().stream()
        .filter(present::containsAll)
        .reduce((smaller, larger) -> larger)
        .map(p -> projections(p))
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
