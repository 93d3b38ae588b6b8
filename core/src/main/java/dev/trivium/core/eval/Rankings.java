package dev.trivium.core.eval;

import java.util.List;

/**
 * The answers to all users, or all queries.
 *
 * @param each one for each who has something relevant to be found
 * @param candidates how many items could have been ranked
 */
public record Rankings(List<Ranking> each, int candidates) {
  public Rankings {
    each = List.copyOf(each);
  }
}
