package dev.trivium.core.data;

/**
 * One event: a user took up an item.
 *
 * @param weight how strongly; finite and above 0
 * @param time when, in the unit of the source; 0 where unknown
 */
public record Interaction(String user, String item, float weight, long time) {
  public Interaction {
    requireWeight(user, item, weight);
  }

  public Interaction(String user, String item) {
    this(user, item, 1, 0);
  }

  static void requireWeight(String user, String item, float weight) {
    if (!(weight > 0) || Float.isInfinite(weight)) {
      throw new IllegalArgumentException(
          "the interaction of '"
              + user
              + "' with '"
              + item
              + "' has weight "
              + weight
              + "; expected a finite number above 0");
    }
  }
}
