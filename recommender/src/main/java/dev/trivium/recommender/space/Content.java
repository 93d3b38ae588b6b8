package dev.trivium.recommender.space;

import dev.trivium.core.embedding.EmbeddingTable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What things are known by: for each modality a table of raw vectors, of any dimension. A thing may
 * be missing from any of them.
 *
 * @param modalities tables by the modality's name: {@code text}, {@code image}, {@code graph}, or
 *     the user's own
 */
public record Content(SortedMap<String, EmbeddingTable> modalities) {
  public Content {
    modalities = Collections.unmodifiableSortedMap(new TreeMap<>(modalities));
  }

  public static Content of(Map<String, EmbeddingTable> modalities) {
    return new Content(new TreeMap<>(modalities));
  }

  /** Of things that are known by nothing. */
  public static Content none() {
    return new Content(Collections.emptySortedMap());
  }

  /** The same things without what is not named. */
  public Content only(Set<String> names) {
    SortedMap<String, EmbeddingTable> kept = new TreeMap<>(modalities);
    kept.keySet().retainAll(names);
    return new Content(kept);
  }

  /** The same things with one more modality, or another table of one. */
  public Content with(String modality, EmbeddingTable table) {
    SortedMap<String, EmbeddingTable> more = new TreeMap<>(modalities);
    more.put(modality, table);
    return new Content(more);
  }

  /** The modalities that have a vector for this thing. */
  public SortedSet<String> of(String id) {
    SortedSet<String> present = new TreeSet<>();
    modalities.forEach(
        (name, table) -> {
          if (table.contains(id)) {
            present.add(name);
          }
        });
    return present;
  }

  /** The vectors of this thing, by modality. */
  public Map<String, float[]> vectors(String id) {
    Map<String, float[]> vectors = new HashMap<>();
    for (String name : of(id)) {
      vectors.put(name, table(name).vector(id));
    }
    return vectors;
  }

  /** The table of a modality, which must be here. */
  public EmbeddingTable table(String modality) {
    EmbeddingTable table = modalities.get(modality);
    if (table == null) {
      throw new IllegalArgumentException(
          "there is no modality '" + modality + "' among " + modalities.keySet());
    }
    return table;
  }

  /**
   * For each pattern of modalities, the numbers of the things that have just these; those with none
   * under the empty set.
   */
  Map<SortedSet<String>, List<Integer>> patterns(List<String> ids) {
    Map<SortedSet<String>, List<Integer>> patterns = new HashMap<>();
    for (int i = 0; i < ids.size(); i++) {
      patterns.computeIfAbsent(of(ids.get(i)), p -> new ArrayList<>()).add(i);
    }
    return patterns;
  }
}
