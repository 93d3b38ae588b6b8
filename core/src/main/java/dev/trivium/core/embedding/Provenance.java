package dev.trivium.core.embedding;

import dev.trivium.core.io.Fingerprint;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Where a table of vectors came from.
 *
 * @param space the name of the vector space; two tables may be compared when theirs are equal. A
 *     pretrained encoder's is its name, a trained space's holds a {@link #fingerprint} of what it
 *     was trained on
 * @param maker the algorithm, in the literature's words
 * @param configuration its settings
 * @param seed the seed it drew from; 0 where nothing is drawn
 */
public record Provenance(
    String space, String maker, SortedMap<String, String> configuration, long seed) {
  public Provenance {
    configuration = Collections.unmodifiableSortedMap(new TreeMap<>(configuration));
  }

  /** Of vectors about which nothing more is known than a name for their space. */
  public static Provenance of(String space, String maker) {
    return new Provenance(space, maker, Collections.emptySortedMap(), 0);
  }

  /**
   * Of trained vectors: the space's name is the maker's and a fingerprint of settings, seed and
   * input.
   */
  public static Provenance trained(
      String maker, Map<String, String> configuration, long seed, String input) {
    SortedMap<String, String> sorted = new TreeMap<>(configuration);
    return new Provenance(
        maker + "-" + fingerprint(sorted + " " + seed + " " + input), maker, sorted, seed);
  }

  /** The {@link Fingerprint} of a string. */
  public static String fingerprint(String content) {
    return new Fingerprint().add(content).hex();
  }
}
