package dev.trivium.recommender;

import dev.trivium.core.Lazy;
import dev.trivium.core.data.Interactions;
import dev.trivium.recommender.space.Content;
import dev.trivium.recommender.space.FoldIn;
import dev.trivium.recommender.space.SharedSpace;

/**
 * What a fit left, which no update changes.
 *
 * @param content what the items were known by; of none where it was not given
 */
record Trained(SharedSpace space, Histories histories, Lazy<Content> content, Lazy<FoldIn> foldIn) {
  static Trained of(SharedSpace space, Histories histories, Lazy<Content> content) {
    FoldIn.requireUsers(space);
    return new Trained(
        space,
        histories,
        content,
        new Lazy<>(() -> new FoldIn(space, histories.untouched(space.items().size()))));
  }

  static Trained of(SharedSpace space, Interactions train, Content content) {
    FoldIn.requireUsers(space);
    return of(space, Histories.of(space, train), Lazy.made(content));
  }
}
