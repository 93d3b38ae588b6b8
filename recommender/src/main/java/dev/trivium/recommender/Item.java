package dev.trivium.recommender;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A thing as it comes: an id, and its raw text, picture or whatever else, by modality.
 *
 * @param raw by modality ({@code text}, {@code image}, one of the user's own); what is not known is
 *     left out
 */
public record Item(String id, SortedMap<String, Object> raw) {
  public Item {
    raw = Collections.unmodifiableSortedMap(new TreeMap<>(raw));
  }

  public static Item of(String id) {
    return new Item(id, Collections.emptySortedMap());
  }

  /** The same item, of which this too is known. */
  public Item with(String modality, Object thing) {
    SortedMap<String, Object> more = new TreeMap<>(raw);
    more.put(modality, thing);
    return new Item(id, more);
  }
}
