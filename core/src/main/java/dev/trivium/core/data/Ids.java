package dev.trivium.core.data;

import dev.trivium.core.TriviumException;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The ids of users, or of items, and their numbers. */
record Ids(List<String> ids, Map<String, Integer> numbers) {
  Ids {
    ids = List.copyOf(ids);
    numbers = Collections.unmodifiableMap(numbers);
    ids.forEach(Ids::requireText);
  }

  /** Half of a surrogate pair would be written as another character, and be another id. */
  private static void requireText(String id) {
    for (int i = 0; i < id.length(); i++) {
      char c = id.charAt(i);
      if (Character.isHighSurrogate(c)
          && i + 1 < id.length()
          && Character.isLowSurrogate(id.charAt(i + 1))) {
        i++;
      } else if (Character.isSurrogate(c)) {
        throw new TriviumException(
            "the id '%s' holds half a character, \\u%04x, at place %d, and cannot be written; correct it where it was cut"
                .formatted(id, (int) c, i + 1));
      }
    }
  }

  /** Ids whose numbers are known. */
  static Ids of(List<String> ids, Map<String, Integer> numbers) {
    return new Ids(ids, new HashMap<>(numbers));
  }

  /** Ids, which must differ. */
  static Ids of(String kind, List<String> ids) {
    Map<String, Integer> numbers = new HashMap<>(ids.size() * 2);
    for (int i = 0; i < ids.size(); i++) {
      if (numbers.put(ids.get(i), i) != null) {
        throw new TriviumException(
            kind + " id '" + ids.get(i) + "' stands twice; ids must differ, rename or drop one");
      }
    }
    return new Ids(ids, numbers);
  }

  int size() {
    return ids.size();
  }

  /** The number of an id, or −1. */
  int number(String id) {
    return numbers.getOrDefault(id, -1);
  }

  int require(String kind, String id) {
    int number = number(id);
    if (number < 0) {
      throw new TriviumException(
          "an interaction names the "
              + kind
              + " '"
              + id
              + "', who is not among the "
              + size()
              + " known; add it or drop the interaction");
    }
    return number;
  }
}
